package filterscope.method;

import java.util.List;
import java.util.Locale;

/// A parameter of a method, declared once: it yields the control in the window, the flag on the command line, the axis
/// of a sweep and the key in JSON. The key is lower case with hyphens; the title is for people.
public sealed interface Param {
  String key();

  String title();

  /// One sentence for the tooltip and for `--help`.
  String help();

  /// The value that a person gets who says nothing, as text.
  String defaultText();

  /// The value of a text, in its canonical writing.
  ///
  /// @throws IllegalArgumentException if the text is not a value of this parameter; the message is a sentence
  String parse(String text);

  /// A whole number in a range. `logarithmic` asks for a slider that doubles.
  record Whole(
      String key,
      String title,
      String help,
      int least,
      int most,
      int byDefault,
      boolean logarithmic)
      implements Param {
    @Override
    public String defaultText() {
      return Integer.toString(byDefault);
    }

    @Override
    public String parse(String text) {
      try {
        int value = Integer.parseInt(text.strip());
        if (value >= least && value <= most) {
          return Integer.toString(value);
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(refusal(text), e);
      }
      throw new IllegalArgumentException(refusal(text));
    }

    private String refusal(String text) {
      return key + " takes a whole number from " + least + " to " + most + ", not '" + text + "'";
    }
  }

  /// A real number in a range.
  record Real(String key, String title, String help, double least, double most, double byDefault)
      implements Param {
    @Override
    public String defaultText() {
      return Double.toString(byDefault);
    }

    @Override
    public String parse(String text) {
      try {
        double value = Double.parseDouble(text.strip());
        if (value >= least && value <= most) {
          return Double.toString(value);
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(refusal(text), e);
      }
      throw new IllegalArgumentException(refusal(text));
    }

    private String refusal(String text) {
      return key + " takes a number from " + least + " to " + most + ", not '" + text + "'";
    }
  }

  /// One of a few words.
  record Choice(String key, String title, String help, List<Option> options, String defaultText)
      implements Param {
    public Choice {
      options = List.copyOf(options);
    }

    @Override
    public String parse(String text) {
      String wanted = text.strip().toLowerCase(Locale.ROOT);
      return options.stream()
          .map(Option::key)
          .filter(wanted::equals)
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  key
                      + " takes one of "
                      + String.join(", ", options.stream().map(Option::key).toList())
                      + ", not '"
                      + text
                      + "'"));
    }
  }

  /// A word of a choice, with its name for people.
  record Option(String key, String title) {}

  /// Yes or no.
  record Toggle(String key, String title, String help, boolean byDefault) implements Param {
    @Override
    public String defaultText() {
      return Boolean.toString(byDefault);
    }

    @Override
    public String parse(String text) {
      String value = text.strip().toLowerCase(Locale.ROOT);
      if (value.equals("true") || value.equals("false")) {
        return value;
      }
      throw new IllegalArgumentException(key + " takes true or false, not '" + text + "'");
    }
  }
}
