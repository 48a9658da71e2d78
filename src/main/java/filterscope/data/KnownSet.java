package filterscope.data;

import java.util.List;
import java.util.Map;

/// A published image set that Filterscope knows by name.
///
/// @param id as on the command line: `fashion-mnist`
/// @param contents what it shows and how much of it there is
/// @param licence as its authors state it
/// @param address where its authors publish it
/// @param sha256 of the files at that address, by name, lower-case hexadecimal; empty where no reliable figure is known
/// @param remedy what a person does who does not have it
public record KnownSet(
    String id,
    String title,
    String contents,
    String licence,
    String address,
    List<String> classes,
    Map<String, String> sha256,
    String remedy) {
  public KnownSet {
    classes = List.copyOf(classes);
    sha256 = Map.copyOf(sha256);
  }
}
