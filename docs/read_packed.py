#!/usr/bin/env python3
"""Restores the weights of a packed model of Filterscope (.fsc), as docs/packed-format.md specifies it.

Needs nothing but Python 3.8. Usage:

    read_packed.py FILE.fsc             lists the layers, with a checksum of their restored weights
    read_packed.py FILE.fsc LAYER       prints the restored weights of one layer, one a line

As a module: `weights(open("model.fsc", "rb").read())` gives {layer: list of floats}.
"""
import array
import hashlib
import itertools
import json
import math
import struct
import sys
import zlib

MAGIC = b"\x89FSC\r\n\x1a\n"


def single(x):
    """The nearest 32-bit float."""
    return struct.unpack("<f", struct.pack("<f", x))[0]


class Payload:
    """The three sections: 32-bit floats, 16-bit floats, codes."""

    def __init__(self, data, sections, at):
        self.data = data
        self.floats = 4 * at["floats"]
        self.halves = 4 * sections["floats"] + 2 * at["halves"]
        self.codes_at = 4 * sections["floats"] + 2 * sections["halves"]
        self.bit = at["codeBits"]

    def float32(self, count):
        values = struct.unpack_from("<%df" % count, self.data, self.floats)
        self.floats += 4 * count
        return list(values)

    def scales(self, count, bits):
        if bits == 32:
            return self.float32(count)
        values = struct.unpack_from("<%de" % count, self.data, self.halves)
        self.halves += 2 * count
        return list(values)

    def codes(self, count, bits):
        if count * bits == 0:
            return [0] * count
        first = self.codes_at + self.bit // 8
        last = self.codes_at + (self.bit + count * bits + 7) // 8
        block = int.from_bytes(self.data[first:last], "little") >> self.bit % 8
        self.bit += count * bits
        # From one large number to bytes of one code each, in halves, since shifting it code by code is slow.
        return split(block, count, bits)


def split(block, count, bits):
    if count <= 64:
        mask = (1 << bits) - 1
        return [block >> bits * i & mask for i in range(count)]
    half = count // 2
    low = block & (1 << bits * half) - 1
    return split(low, half, bits) + split(block >> bits * half, count - half, bits)


def product(numbers):
    result = 1
    for number in numbers:
        result *= number
    return result


def grid(form, extents, payload):
    n, c, taps = extents
    grouping, per_channels = form["grouping"], form["grouping"]["channels"]
    blocks = -(-c // per_channels)
    filter_blocks = grouping.get("blocks") or -(-n // grouping["filters"])
    if grouping["filters"] == "begins":
        block_of = [block - 1 for block in itertools.accumulate(payload.codes(n, 1))]
    elif grouping["filters"] == "numbers":
        block_of = payload.codes(n, (filter_blocks - 1).bit_length())
    else:
        block_of = [f // grouping["filters"] for f in range(n)]
    scales = payload.scales(filter_blocks * blocks, form["scaleBits"])
    bits = form["bits"]
    codes = payload.codes(n * c * taps, bits)
    values = []
    for f in range(n):
        for k in range(c):
            scale = scales[block_of[f] * blocks + k // per_channels]
            for code in codes[(f * c + k) * taps : (f * c + k + 1) * taps]:
                values.append(single(scale * level(form["grid"], code, bits)))
    return values


def level(grid, code, bits):
    if grid == "odd":
        return 2 * code - (1 << bits) + 1
    return code - (1 << bits - 1) + (1 if grid == "symmetric" else 0)


def width(count):
    """Bits of an index below count."""
    return max(1, (count - 1).bit_length())


def codebook(form, extents, payload):
    values = payload.float32(form["values"])
    return [values[code] for code in payload.codes(product(extents), width(len(values)))]


def huffman(form, extents, payload):
    n, size = extents[0], extents[1] * extents[2]
    values = payload.float32(form["values"])
    lengths = payload.codes(len(values), 5)
    words = payload.codes(form["words"], 32)
    table, code, last = {}, 0, 0
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

    if not form["sparse"]:
        return [read() for _ in range(n * size)]
    row_bits = 8 if size < 1 << 8 else 16 if size < 1 << 16 else 32
    restored = [0.0] * (n * size)
    for f, count in enumerate(payload.codes(n, row_bits)):
        for row in payload.codes(count, row_bits):
            restored[f * size + row] = read()
    return restored


def vectors(form, extents, payload):
    n, c, taps = extents
    d, entries = form["dimension"], form["dimension"] * form["vectors"]
    if form["entryBits"] == 16:
        book = payload.scales(entries, 16)
    else:
        scale, bits = payload.float32(1)[0], form["entryBits"]
        book = [single(scale * level("symmetric", code, bits)) for code in payload.codes(entries, bits)]
    order = payload.codes(c, width(c)) if form["ordered"] else range(c)
    codes = payload.codes(n * c * taps // d, width(form["vectors"]))
    cut = [value for code in codes for value in book[code * d : code * d + d]]
    place = {channel: i for i, channel in enumerate(order)}
    return [cut[(f * c + place[k]) * taps + t] for f in range(n) for k in range(c) for t in range(taps)]


def stack(form, extents, payload):
    n, c, taps = extents
    size, per_filters = c * taps // form["stack"], form["grouping"]["filters"]
    scales = payload.scales(-(-n // per_filters), form["scaleBits"])
    bank = payload.codes(form["bank"] * size, 1)
    picks = payload.codes(n * form["stack"], width(form["bank"]))
    signs = [2 * bit - 1 for pick in picks for bit in bank[pick * size : pick * size + size]]
    return [scales[i // (c * taps) // per_filters] * sign for i, sign in enumerate(signs)]


def separated(form, extents, payload):
    n, c, _ = extents
    rank, height, width = form["rank"], form["height"], form["width"]
    v, h = restore(form["vertical"], payload), restore(form["horizontal"], payload)
    values = []
    for f in range(n):
        for k in range(c):
            if form["factors"] == "spatial":
                pairs = [((r * c + k) * height, (f * rank + r) * width) for r in range(rank)]
            else:
                pairs = [((f * c + k) * rank + r) for r in range(rank)]
                pairs = [(pair * height, pair * width) for pair in pairs]
            for y in range(height):
                for x in range(width):
                    values.append(single(total(v[at + y] * h[to + x] for at, to in pairs)))
    return values


def total(numbers):
    """Adds one by one: sum() compensates for rounding from Python 3.12 on."""
    result = 0.0
    for number in numbers:
        result += number
    return result


def basis(form, extents, payload):
    def functions(count, points):
        places = [i / (points - 1) if points > 1 else 0.5 for i in range(points)]
        if form["family"] == "cosine":
            return [[math.cos(i * math.pi * (0.2 + 0.6 * x)) for x in places] for i in range(count)]
        return [[math.cos(i * math.acos(2 * x - 1)) for x in places] for i in range(count)]

    rows = functions(form["rowFunctions"], form["height"])
    columns = functions(form["columnFunctions"], form["width"])
    kernels = [[single(u * v) for u in row for v in column] for row in rows for column in columns]
    d = restore(form["coefficients"], payload)
    return [
        single(total(d[at + p] * kernels[p][tap] for p in range(len(kernels))))
        for at in range(0, len(d), len(kernels))
        for tap in range(extents[2])
    ]


FORMS = {
    "float": lambda form, extents, payload: payload.float32(product(extents)),
    "grid": grid,
    "codebook": codebook,
    "huffman": huffman,
    "vectors": vectors,
    "stack": stack,
    "separated": separated,
    "basis": basis,
}


def restore(form, payload):
    extents = form["filters"], form["channels"], form["height"] * form["width"]
    return FORMS[form["form"]](form, extents, payload)


def header(data):
    version, length, size, header_crc, payload_crc = struct.unpack_from("<IIQII", data, 8)
    text, payload = data[64 : 64 + length], data[64 + length :]
    if data[:8] != MAGIC or version != 1:
        raise ValueError("no packed model of version 1")
    if len(payload) != size or zlib.crc32(text) != header_crc or zlib.crc32(payload) != payload_crc:
        raise ValueError("damaged")
    if hashlib.sha256(text + payload).digest() != data[32:64]:
        raise ValueError("damaged")
    return json.loads(text.decode("utf-8")), payload


def weights(data):
    head, body = header(data)
    restored = {}
    for layer in head["layers"]:
        if "weights" in layer:
            payload = Payload(body, head["sections"], layer["at"])
            if "bias" in layer:
                payload.float32(product(layer["bias"]))
            restored[layer["name"]] = restore(layer["weights"], payload)
    return restored


def main():
    with open(sys.argv[1], "rb") as file:
        restored = weights(file.read())
    if len(sys.argv) > 2:
        for value in restored[sys.argv[2]]:
            print(repr(value))
        return
    for name, values in restored.items():
        numbers = array.array("f", values)
        if sys.byteorder == "big":
            numbers.byteswap()
        print(hashlib.sha256(numbers.tobytes()).hexdigest(), len(values), name)


if __name__ == "__main__":
    main()
