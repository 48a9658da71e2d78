package filterscope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/// Asks a person for files. An interface because the platform without a display has no file dialogs.
public interface FileDialogs {
  /// An ONNX file, or nothing when the person cancels.
  Optional<Path> chooseNetwork(Window owner);

  /// Files of an image set: a list, an idx pair or CIFAR-10; empty when the person cancels.
  List<Path> chooseImageFiles(Window owner);

  /// A folder with a sub-folder of images for each class, or nothing when the person cancels.
  Optional<Path> chooseImageFolder(Window owner);

  /// A folder to export to, or nothing when the person cancels; nobody to ask is one who cancels.
  default Optional<Path> chooseExportFolder(Window owner) {
    return Optional.empty();
  }

  /// Where to write a file, or nothing when the person cancels.
  ///
  /// @param kind what is written, in a few words
  /// @param name what the file could be called, with its ending
  Optional<Path> chooseTarget(Window owner, String kind, String name);
}
