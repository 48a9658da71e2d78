package filterscope.ui.model;

import filterscope.engine.Backend;
import filterscope.export.ExportForm;
import filterscope.export.Exporter;
import filterscope.export.Written;
import filterscope.job.BadInputException;
import filterscope.job.JobRunner;
import filterscope.job.Progress;
import filterscope.job.RunningJob;
import filterscope.study.Figures;
import filterscope.study.Study;
import filterscope.study.Workspace;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// What leaves the program, in which forms: the configuration on the desk as the meters show it.
public final class ExportModel {
  private final JobRunner jobs;
  private final Workspace workspace;
  private final int threads;
  private final Consumer<String> complain;
  private final Map<ExportForm, BooleanProperty> wanted = new EnumMap<>(ExportForm.class);
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper account = new ReadOnlyStringWrapper("");
  private Optional<RunningJob> job = Optional.empty();

  /// @param threads that evaluate images
  /// @param complain takes sentences for the person
  ExportModel(JobRunner jobs, Workspace workspace, int threads, Consumer<String> complain) {
    this.jobs = jobs;
    this.workspace = workspace;
    this.threads = threads;
    this.complain = complain;
    for (ExportForm form : ExportForm.values()) {
      boolean usual =
          switch (form) {
            case RECIPE, PACKED, ONNX, REPORT -> true;
            case ONNX_QDQ, NPZ, C, CSV, LATEX -> false;
          };
      wanted.put(form, new SimpleBooleanProperty(usual));
    }
  }

  /// Whether a form is wanted. The recipe always is.
  public BooleanProperty wantedProperty(ExportForm form) {
    return Optional.ofNullable(wanted.get(form)).orElseThrow();
  }

  /// Whether an export is under way.
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /// What was written, a file a line; empty before.
  public ReadOnlyStringProperty accountProperty() {
    return account.getReadOnlyProperty();
  }

  /// Writes the wanted forms in the background; all of them or, when it is cancelled or fails, none.
  public void export(Path folder) {
    Optional<Study> study = workspace.study();
    Optional<Figures> figures =
        workspace
            .figures()
            .latest()
            .filter(known ->
                study.filter(now -> now.recipe().equals(known.network().recipe())).isPresent());
    if (study.isEmpty() || figures.isEmpty()) {
      complain.accept(
          study.isEmpty()
              ? "There is nothing to export yet; open a network first."
              : "The figures of this configuration are not there yet; export in a moment.");
      return;
    }
    Set<ExportForm> forms = EnumSet.of(ExportForm.RECIPE);
    wanted.forEach((form, chosen) -> {
      if (chosen.get()) {
        forms.add(form);
      }
    });
    cancel();
    account.set("");
    running.set(true);
    ExportSubject subject = new ExportSubject(study.get(), figures.get(), threads);
    job =
        Optional.of(
            jobs.<List<Written>>start(
                "Exporting " + study.get().opened().title(),
                (progress, results) -> results.accept(write(subject, forms, folder, progress)),
                this::written,
                this::failed));
  }

  private static List<Written> write(
      ExportSubject subject, Set<ExportForm> forms, Path folder, Progress progress) {
    return new Exporter(Backend.best())
        .export(subject.subject(progress.part(0, 0.3)), forms, folder, progress.part(0.3, 1));
  }

  private void written(List<Written> files) {
    running.set(false);
    StringBuilder lines = new StringBuilder();
    for (Written file : files) {
      lines.append(
          String.format(Locale.ROOT, "%s  %,d bytes%n", file.file().getFileName(), file.bytes()));
      file.size()
          .ifPresent(size ->
              lines.append(
                  String.format(
                      Locale.ROOT,
                      "    %,d of parameters, as the memory meter shows, %,d of header%n",
                      size.payloadBytes(),
                      size.headerBytes())));
      file.notes().forEach(note -> lines.append("    ").append(note).append('\n'));
    }
    account.set(lines.toString().strip());
  }

  private void failed(Exception failure) {
    running.set(false);
    complain.accept(
        failure instanceof BadInputException bad
            ? bad.sentence()
            : "The export failed: " + failure.getMessage());
  }

  /// Stops the export; nothing of it is left.
  public void cancel() {
    job.ifPresent(RunningJob::cancel);
    job = Optional.empty();
    running.set(false);
  }
}
