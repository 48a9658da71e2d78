package filterscope.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The size of a window in pixels, written as `1440x900`.
record WindowSize(int width, int height) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})");

  /// Larger pictures would only fill memory.
  private static final int MOST = 8192;

  static final class Converter implements ITypeConverter<WindowSize> {
    @Override
    public WindowSize convert(String text) {
      Matcher matcher = WRITTEN.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is no size such as 1440x900");
      }
      int width = Integer.parseInt(matcher.group(1));
      int height = Integer.parseInt(matcher.group(2));
      if (width > MOST || height > MOST) {
        throw new TypeConversionException("'" + text + "' is larger than " + MOST + "x" + MOST);
      }
      return new WindowSize(width, height);
    }
  }
}
