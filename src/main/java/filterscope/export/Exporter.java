package filterscope.export;

import filterscope.engine.CompiledNetwork;
import filterscope.job.BadInputException;
import filterscope.job.Progress;
import filterscope.job.WholeFile;
import filterscope.kernel.FloatKernels;
import filterscope.measure.RuntimeCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Writes a compressed network in several forms. All files are written aside and moved together once the last one is whole, so that
/// a cancelled or failed export leaves nothing behind.
public final class Exporter {
  private final FloatKernels kernels;

  /// @param kernels that run the network where a form is compared with it
  public Exporter(FloatKernels kernels) {
    this.kernels = kernels;
  }

  /// @param forms what to write; the recipe is always among them
  /// @param folder where; it is made when it is absent, and files of the same names are replaced
  /// @throws BadInputException if something cannot be written or expressed
  /// @throws java.util.concurrent.CancellationException if the progress asks to stop
  public List<Written> export(
      Subject subject, Set<ExportForm> forms, Path folder, Progress progress) {
    Set<ExportForm> all = EnumSet.of(ExportForm.RECIPE);
    all.addAll(forms);
    Path aside = folder.resolve(".filterscope-export-" + UUID.randomUUID());
    try {
      Files.createDirectories(aside);
      List<Written> written = new ArrayList<>();
      int done = 0;
      for (ExportForm form : all) {
        progress.checkCancelled();
        Progress part = progress.part((double) done / all.size(), (double) ++done / all.size());
        part.report(0, form.title());
        written.add(write(form, subject, aside.resolve(subject.name() + form.ending()), part));
      }
      progress.checkCancelled();
      List<Written> moved = new ArrayList<>();
      for (Written file : written) {
        moved.add(move(file, folder));
      }
      return moved;
    } catch (IOException e) {
      throw new BadInputException(
          folder
              + " cannot be written ("
              + e.getMessage()
              + "); choose a folder that you may write to",
          e);
    } finally {
      remove(aside);
    }
  }

  private static Written move(Written written, Path folder) throws IOException {
    Path file = folder.resolve(written.file().getFileName());
    Files.move(written.file(), file, StandardCopyOption.REPLACE_EXISTING);
    return new Written(written.form(), file, written.bytes(), written.size(), written.notes());
  }

  private static void remove(Path aside) {
    try (Stream<Path> left = Files.list(aside)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
      Files.delete(aside);
    } catch (IOException e) {
      // What is left lies in a hidden folder of its own; the export itself has succeeded or said
      // why not.
      org.slf4j.LoggerFactory.getLogger(Exporter.class).debug("left behind: {}", aside, e);
    }
  }

  private Written write(ExportForm form, Subject subject, Path file, Progress progress)
      throws IOException {
    Optional<PackedSize> size = Optional.empty();
    List<String> notes = new ArrayList<>();
    switch (form) {
      case RECIPE -> subject.recipe().write(file);
      case PACKED ->
          size =
              Optional.of(
                  PackedModel.write(subject.network(), subject.card(), subject.claims(), file));
      case ONNX -> {
        OnnxExport.writeFloats(subject, Optional.empty(), file);
        Optional<RuntimeCheck> run = run(subject, file, progress);
        run.map(Exporter::words).ifPresent(notes::add);
        OnnxExport.writeFloats(subject, run, file);
      }
      case ONNX_QDQ -> {
        notes.addAll(OnnxExport.writeIntegers(subject, Optional.empty(), file));
        Optional<RuntimeCheck> run = run(subject, file, progress);
        run.map(Exporter::words).ifPresent(notes::add);
        OnnxExport.writeIntegers(subject, run, file);
      }
      case CSV -> text(file, Tables.csv(subject.network()));
      case LATEX -> text(file, Tables.latex(subject.network()));
      case NPZ -> WholeFile.write(file, out -> ArrayFile.write(subject, out));
      case C -> text(file, CHeader.of(subject));
      case REPORT -> text(file, new Report(subject, kernels).page(progress));
    }
    return new Written(form, file, Files.size(file), size, notes);
  }

  static void text(Path file, String text) throws IOException {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Runs a network file in ONNX Runtime over the evaluation images, beside the compressed network here.
  private Optional<RuntimeCheck> run(Subject subject, Path file, Progress progress) {
    return subject
        .inputs()
        .map(inputs ->
            RuntimeCheck.run(
                file, CompiledNetwork.compile(subject.network(), kernels), inputs, progress));
  }

  private static String words(RuntimeCheck check) {
    return String.format(
        Locale.ROOT,
        "ONNX Runtime names another class than the engine on %,d of %,d images (largest difference of two"
            + " outputs %.2g)",
        check.differences(),
        check.correct().samples(),
        check.largest());
  }
}
