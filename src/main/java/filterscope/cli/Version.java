package filterscope.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version of this build, from its jar.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"filterscope " + version + ", Java " + Runtime.version()};
  }
}
