package filterscope.method.catalog;

import filterscope.job.BadInputException;
import filterscope.method.Recipe;
import filterscope.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Recipes in files of their own.
public final class RecipeFile {
  private static final long MOST_BYTES = 64L << 20;

  private RecipeFile() {}

  /// The recipe of a file.
  ///
  /// @throws BadInputException if there is none, it cannot be read, or it does not fit the network
  public static Recipe read(Path file, Network network) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("there is no file " + file);
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(file + " is too large for a recipe (over 64 MiB)");
      }
      Recipe read = RecipeJson.read(Files.readString(file), file.toString());
      RecipeJson.check(read, network, file.toString());
      return read;
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read as text", e);
    }
  }
}
