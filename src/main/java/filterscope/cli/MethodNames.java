package filterscope.cli;

import filterscope.data.Suggestion;
import filterscope.method.Method;
import filterscope.method.catalog.Methods;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Finds methods by what a person typed.
final class MethodNames {
  private MethodNames() {}

  /// @throws ParameterException if there is none; suggests one that is near
  static Method find(String id, CommandLine line) {
    List<String> ids = Methods.all().stream().map(Method::id).toList();
    if (!ids.contains(id)) {
      throw new ParameterException(
          line,
          "there is no method '"
              + id
              + "'"
              + Suggestion.forSentence(id, ids, "; there is " + String.join(", ", ids)));
    }
    return Methods.byId(id);
  }
}
