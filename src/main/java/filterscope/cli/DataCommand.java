package filterscope.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// What is known of image sets. Alone it lists those that are known by name.
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists the image sets that are known by name, and looks into any image set.")
final class DataCommand implements Callable<Integer> {
  private final DataListCommand list;

  DataCommand(Console console) {
    this.list = new DataListCommand(console);
  }

  @Override
  public Integer call() {
    return list.call();
  }
}
