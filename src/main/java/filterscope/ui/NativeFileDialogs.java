package filterscope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The file dialogs of the operating system.
final class NativeFileDialogs implements FileDialogs {
  private Optional<File> folder = Optional.empty();

  @Override
  public Optional<Path> chooseNetwork(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open a network");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("Networks (ONNX, packed models)", "*.onnx", "*.fsc"),
            new FileChooser.ExtensionFilter("All files", "*"));
    folder.ifPresent(chooser::setInitialDirectory);
    Optional<File> file = Optional.ofNullable(chooser.showOpenDialog(owner));
    file.ifPresent(this::remember);
    return file.map(File::toPath);
  }

  @Override
  public List<Path> chooseImageFiles(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Choose labelled images");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("Image sets", "*.tsv", "*.bin", "*.gz", "*ubyte"),
            new FileChooser.ExtensionFilter("All files", "*"));
    folder.ifPresent(chooser::setInitialDirectory);
    Optional<List<File>> files = Optional.ofNullable(chooser.showOpenMultipleDialog(owner));
    files.map(List::getFirst).ifPresent(this::remember);
    return files.map(chosen -> chosen.stream().map(File::toPath).toList()).orElse(List.of());
  }

  @Override
  public Optional<Path> chooseImageFolder(Window owner) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Choose a folder with one sub-folder of images for each class");
    folder.ifPresent(chooser::setInitialDirectory);
    Optional<File> chosen = Optional.ofNullable(chooser.showDialog(owner));
    chosen.ifPresent(this::remember);
    return chosen.map(File::toPath);
  }

  @Override
  public Optional<Path> chooseExportFolder(Window owner) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Choose a folder to export to");
    folder.ifPresent(chooser::setInitialDirectory);
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
  }

  @Override
  public Optional<Path> chooseTarget(Window owner, String kind, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save");
    String ending = name.substring(name.lastIndexOf('.') + 1);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + ending));
    chooser.setInitialFileName(name);
    folder.ifPresent(chooser::setInitialDirectory);
    Optional<File> file = Optional.ofNullable(chooser.showSaveDialog(owner));
    file.ifPresent(this::remember);
    return file.map(File::toPath);
  }

  private void remember(File file) {
    folder = Optional.ofNullable(file.getAbsoluteFile().getParentFile());
  }
}
