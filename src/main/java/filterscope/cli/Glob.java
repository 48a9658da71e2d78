package filterscope.cli;

import java.util.regex.Pattern;

/// A pattern for the names of layers: `*` stands for any letters, `?` for one.
record Glob(String text) {
  boolean matches(String name) {
    StringBuilder pattern = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      String letter = text.substring(index, index + 1);
      pattern.append(
          switch (letter) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(letter);
          });
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(name).matches();
  }
}
