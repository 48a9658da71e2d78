package filterscope.export;

/// One thing that an artefact claims, and what was found.
///
/// @param what in a few words
/// @param holds whether the two agree
public record Check(String what, String claimed, String found, boolean holds) {
  static Check same(String what, Object claimed, Object found) {
    return new Check(what, claimed.toString(), found.toString(), claimed.equals(found));
  }
}
