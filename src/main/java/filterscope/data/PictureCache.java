package filterscope.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Pictures that were decoded lately, up to a number of bytes. Thread-safe.
final class PictureCache {
  private final long mostBytes;
  private final Map<Integer, Picture> pictures = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  PictureCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized Optional<Picture> find(int index) {
    return Optional.ofNullable(pictures.get(index));
  }

  synchronized void put(int index, Picture picture) {
    Picture before = pictures.put(index, picture);
    bytes += picture.samples().length - (before == null ? 0 : before.samples().length);
    Iterator<Picture> oldest = pictures.values().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      bytes -= oldest.next().samples().length;
      oldest.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
