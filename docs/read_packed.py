#!/usr/bin/env python3
"""Restores the weights of a packed model of Filterscope (.fsc), as docs/packed-format.md specifies it, in plain Python.

    read_packed.py FILE.fsc             lists the layers, with a checksum of their restored weights
    read_packed.py FILE.fsc LAYER       prints the restored weights of one layer, one a line
"""
import functools, hashlib, itertools, json, math, operator, struct, sys, zlib

class Payload:
    """The three sections from a layer's place on: 32-bit floats, 16-bit floats, codes."""
    def __init__(self, data, sections, at):
        self.data, self.bit, self.floats = data, at["codeBits"], 4 * at["floats"]
        self.halves = 4 * sections["floats"] + 2 * at["halves"]
        self.codes_at = 4 * sections["floats"] + 2 * sections["halves"]

    def scales(self, count, bits=32):
        if bits == 32:
            self.floats += 4 * count
            return list(struct.unpack_from("<%df" % count, self.data, self.floats - 4 * count))
        self.halves += 2 * count
        return list(struct.unpack_from("<%de" % count, self.data, self.halves - 2 * count))

    def codes(self, count, bits):
        start, self.bit = self.bit, self.bit + count * bits
        block = self.data[self.codes_at + start // 8 : self.codes_at + (self.bit + 7) // 8]
        return split(int.from_bytes(block, "little") >> start % 8, count, bits)

def split(block, count, bits):
    """Codes out of one large number; in halves, since shifting all of it for each code is slow."""
    if count <= 64:
        return [block >> bits * i & (1 << bits) - 1 for i in range(count)]
    half = count // 2
    return split(block & (1 << bits * half) - 1, half, bits) + split(block >> bits * half, count - half, bits)

def single(x):  # the nearest 32-bit float
    return struct.unpack("<f", struct.pack("<f", x))[0]

def total(numbers):  # one by one: sum() compensates for rounding from Python 3.12 on
    return functools.reduce(operator.add, numbers, 0.0)

def level(grid, code, bits):
    return 2 * code - (1 << bits) + 1 if grid == "odd" else code - (1 << bits - 1) + (grid == "symmetric")

def width(count):  # bits of an index below count
    return max(1, (count - 1).bit_length())

def grid(form, n, c, taps, payload):
    of, per_channels, bits = form["grouping"]["filters"], form["grouping"]["channels"], form["bits"]
    filter_blocks, blocks = form["grouping"].get("blocks") or -(-n // of), -(-c // per_channels)
    if of == "begins":
        block_of = [block - 1 for block in itertools.accumulate(payload.codes(n, 1))]
    elif of == "numbers":
        block_of = payload.codes(n, (filter_blocks - 1).bit_length())
    else:
        block_of = [f // of for f in range(n)]
    scales = payload.scales(filter_blocks * blocks, form["scaleBits"])
    scale_of = [scales[block_of[f] * blocks + k // per_channels] for f in range(n) for k in range(c)]
    codes = payload.codes(n * c * taps, bits)
    return [single(scale_of[i // taps] * level(form["grid"], code, bits)) for i, code in enumerate(codes)]

def codebook(form, n, c, taps, payload):
    values = payload.scales(form["values"])
    return [values[code] for code in payload.codes(n * c * taps, width(len(values)))]

def huffman(form, n, c, taps, payload):
    size, values = c * taps, payload.scales(form["values"])
    lengths, words = payload.codes(len(values), 5), payload.codes(form["words"], 32)
    table, code, last, restored = {}, 0, 0, [0.0] * (n * size)
    for length, symbol in sorted((length, s) for s, length in enumerate(lengths) if length):
        code, last = code << length - last, length
        table[length, code] = values[symbol]
        code += 1
    bits = (word >> 31 - i & 1 for word in words for i in range(32))
    def read():
        code, length = 0, 0
        while (length, code) not in table:
            code, length = code << 1 | next(bits), length + 1
        return table[length, code]
    row_bits = 8 if size < 1 << 8 else 16 if size < 1 << 16 else 32
    if not form["sparse"]:
        return [read() for _ in range(n * size)]
    for f, count in enumerate(payload.codes(n, row_bits)):
        for row in payload.codes(count, row_bits):
            restored[f * size + row] = read()
    return restored

def vectors(form, n, c, taps, payload):
    d, entries, bits = form["dimension"], form["dimension"] * form["vectors"], form["entryBits"]
    scale = 0 if bits == 16 else payload.scales(1)[0]
    book = payload.scales(entries, 16) if bits == 16 else [
        single(scale * level("symmetric", code, bits)) for code in payload.codes(entries, bits)]
    order = payload.codes(c, width(c)) if form["ordered"] else range(c)
    cut = [x for code in payload.codes(n * c * taps // d, width(form["vectors"])) for x in book[code * d : code * d + d]]
    place = {channel: i for i, channel in enumerate(order)}
    return [cut[(f * c + place[k]) * taps + t] for f in range(n) for k in range(c) for t in range(taps)]

def stack(form, n, c, taps, payload):
    size, per_filters = c * taps // form["stack"], form["grouping"]["filters"]
    scales = payload.scales(-(-n // per_filters), form["scaleBits"])
    bank, picks = payload.codes(form["bank"] * size, 1), payload.codes(n * form["stack"], width(form["bank"]))
    signs = [2 * bit - 1 for pick in picks for bit in bank[pick * size : pick * size + size]]
    return [scales[i // (c * taps) // per_filters] * sign for i, sign in enumerate(signs)]

def separated(form, n, c, taps, payload):
    rank, high, wide = form["rank"], form["height"], form["width"]
    v, h = restore(form["vertical"], payload), restore(form["horizontal"], payload)
    def pair(f, k, r):
        return (r * c + k, f * rank + r) if form["factors"] == "spatial" else ((f * c + k) * rank + r,) * 2
    return [single(total(v[a * high + y] * h[b * wide + x] for a, b in (pair(f, k, r) for r in range(rank))))
            for f in range(n) for k in range(c) for y in range(high) for x in range(wide)]

def basis(form, n, c, taps, payload):
    def functions(count, points):
        places = [i / (points - 1) if points > 1 else 0.5 for i in range(points)]
        return [[math.cos(i * math.pi * (0.2 + 0.6 * x) if form["family"] == "cosine" else i * math.acos(2 * x - 1))
                 for x in places] for i in range(count)]
    rows, columns = functions(form["rowFunctions"], form["height"]), functions(form["columnFunctions"], form["width"])
    kernels = [[single(u * v) for u in row for v in column] for row in rows for column in columns]
    d, size = restore(form["coefficients"], payload), len(kernels)
    return [single(total(d[at + p] * kernels[p][tap] for p in range(size)))
            for at in range(0, len(d), size) for tap in range(taps)]

FORMS = {"float": lambda form, n, c, taps, payload: payload.scales(n * c * taps), "grid": grid, "codebook": codebook,
         "huffman": huffman, "vectors": vectors, "stack": stack, "separated": separated, "basis": basis}

def restore(form, payload):
    return FORMS[form["form"]](form, form["filters"], form["channels"], form["height"] * form["width"], payload)

def weights(data):
    version, length, size, *crcs = struct.unpack_from("<IIQII", data, 8)
    text, body = data[64 : 64 + length], data[64 + length :]
    intact = len(body) == size and crcs == [zlib.crc32(text), zlib.crc32(body)]
    if data[:8] != b"\x89FSC\r\n\x1a\n" or version != 1 or not intact or hashlib.sha256(text + body).digest() != data[32:64]:
        raise ValueError("no packed model of version 1, or damaged")
    head, restored = json.loads(text.decode("utf-8")), {}
    for layer in (layer for layer in head["layers"] if "weights" in layer):
        payload = Payload(body, head["sections"], layer["at"])
        payload.scales(math.prod(layer["bias"]) if "bias" in layer else 0)
        restored[layer["name"]] = restore(layer["weights"], payload)
    return restored

def main():
    restored = weights(open(sys.argv[1], "rb").read())
    if len(sys.argv) > 2:
        print(*map(repr, restored[sys.argv[2]]), sep="\n")
    for name, values in restored.items() if len(sys.argv) == 2 else ():
        print(hashlib.sha256(struct.pack("<%df" % len(values), *values)).hexdigest(), len(values), name)

if __name__ == "__main__":
    main()
