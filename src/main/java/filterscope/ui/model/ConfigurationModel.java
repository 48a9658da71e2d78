package filterscope.ui.model;

import filterscope.method.FilterOrder;
import filterscope.method.LayerRecipe;
import filterscope.method.Method;
import filterscope.method.Param;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.study.Configuration;
import filterscope.study.Study;
import filterscope.study.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The configuration pane: method and settings of the layers in scope, and the policy about the first and the last layer. What
/// it shows is always what the study says; its commands change the study.
public final class ConfigurationModel {
  private final Workspace workspace;
  private final LayersModel layers;
  private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.ALL);
  private final ReadOnlyObjectWrapper<LayerRecipe> choice;
  private final ReadOnlyBooleanWrapper floating = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper keepFirst = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyBooleanWrapper keepLast = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private boolean inGesture;
  private boolean changedInGesture;

  ConfigurationModel(Workspace workspace, LayersModel layers) {
    this.workspace = workspace;
    this.layers = layers;
    this.choice = new ReadOnlyObjectWrapper<>(defaultChoice());
    scope.subscribe(_ -> workspace.study().ifPresent(this::show));
  }

  /// What a person gets who says nothing: the first method with its defaults.
  public static LayerRecipe defaultChoice() {
    Method method = Methods.all().getFirst();
    return new LayerRecipe(method.id(), method.defaults());
  }

  void show(Study study) {
    ready.set(study.hasLayer());
    Configuration configuration = study.configuration();
    Optional<LayerRecipe> shown =
        scope.get() == Scope.ALL ? configuration.everywhere() : study.choice();
    // The settings of a layer that goes float stay in sight, so that it can come back to them.
    shown.ifPresent(choice::set);
    floating.set(shown.isEmpty());
    keepFirst.set(configuration.keepFirst());
    keepLast.set(configuration.keepLast());
    note.set(note(study));
  }

  private String note(Study study) {
    if (!study.hasLayer()) {
      return "This network has no layer with weights.";
    }
    boolean kept = study.configuration().isKept(study.opened().network(), study.layer());
    if (kept && scope.get() == Scope.ALL) {
      return study.layer() + " stays float: the policy below keeps it.";
    }
    return study
        .choice()
        .map(layerChoice -> {
          if (!layerChoice.method().equals(CrossFilter.ID)) {
            return study.layer() + ": " + Methods.byId(layerChoice.method()).title() + ".";
          }
          var weights = study.opened().weights(study.layer());
          int scales = CrossFilter.grouping(weights, layerChoice.settings()).groups();
          return study.layer()
              + ": "
              + Numbers.plural(scales, "scale")
              + " for "
              + Numbers.plural(weights.filters(), "filter")
              + ".";
        })
        .orElse(study.layer() + " is float.");
  }

  /// Whose settings are shown and changed.
  public ObjectProperty<Scope> scopeProperty() {
    return scope;
  }

  /// Whether there is anything to configure.
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  /// The method and settings of the layers in scope; where they are float, those that they had or would get.
  public ReadOnlyObjectProperty<LayerRecipe> choiceProperty() {
    return choice.getReadOnlyProperty();
  }

  /// Whether the layers in scope are float.
  public ReadOnlyBooleanProperty floatingProperty() {
    return floating.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty keepFirstProperty() {
    return keepFirst.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty keepLastProperty() {
    return keepLast.getReadOnlyProperty();
  }

  /// One sentence about what the settings mean for the layer on the stage.
  public ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  public List<Method> methods() {
    return Methods.all();
  }

  /// The method in scope.
  public Method method() {
    return Methods.byId(choice.get().method());
  }

  /// Whether a parameter counts under the present settings.
  public boolean counts(Param param) {
    return !floating.get() && method().counts(param, choice.get().settings());
  }

  /// The largest value of a parameter that differs from smaller ones for this network: no layer can share a scale among more
  /// filters than it has.
  public int most(Param.Whole param) {
    boolean filters = param.key().equals(CrossFilter.GROUP.key());
    if (!filters && !param.equals(CrossFilter.GROUP_IN)) {
      return param.most();
    }
    int widest =
        workspace
            .study()
            .map(study ->
                study.opened().weightedLayers().stream()
                    .map(study.opened()::weights)
                    .mapToInt(weights -> filters ? weights.filters() : weights.channels())
                    .max()
                    .orElse(param.most()))
            .orElse(param.most());
    return Math.clamp(widest, param.least() + 1, param.most());
  }

  /// Sets a parameter for the layers in scope; they leave float.
  ///
  /// @throws IllegalArgumentException if the text is no value of the parameter; the message is a sentence
  public void set(Param param, String text) {
    LayerRecipe present = choice.get();
    apply(Optional.of(present.withSettings(present.settings().with(param, text))));
  }

  /// Whether the method in scope can take its scales from a percentile of the weights, so that a bound can be dragged.
  public boolean takesBound() {
    return !floating.get()
        && percentile().isPresent()
        && estimator().filter(this::counts).isPresent();
  }

  /// Takes the scales of the layers in scope from a percentile.
  ///
  /// @param percent of the weights that lie within the grid; held to what the method takes
  public void setBound(double percent) {
    LayerRecipe present = choice.get();
    Param.Real percentile = percentile().orElseThrow();
    double held = Math.clamp(percent, percentile.least(), percentile.most());
    double rounded = Math.clamp(Math.rint(held * 100) / 100, percentile.least(), percentile.most());
    apply(
        Optional.of(
            present.withSettings(
                present
                    .settings()
                    .with(estimator().orElseThrow(), "percentile")
                    .with(percentile, Double.toString(rounded)))));
  }

  private Optional<Param.Real> percentile() {
    return method().params().stream()
        .filter(param -> param.key().equals("percentile"))
        .flatMap(param -> param instanceof Param.Real real ? Stream.of(real) : Stream.empty())
        .findFirst();
  }

  /// The parameter that says where scales come from, where a percentile is one of its options.
  private Optional<Param.Choice> estimator() {
    return method().params().stream()
        .flatMap(param -> param instanceof Param.Choice made ? Stream.of(made) : Stream.empty())
        .filter(param ->
            param.options().stream().anyMatch(option -> option.key().equals("percentile"))
                && param.key().equals("estimator"))
        .findFirst();
  }

  /// Whether the method in scope can put filters into another order before they share.
  public boolean takesOrder() {
    return !floating.get() && order().isPresent();
  }

  /// The order of the filters in scope.
  public FilterOrder filterOrder() {
    return order()
        .map(param -> FilterOrder.of(choice.get().settings().choice(param)))
        .orElse(FilterOrder.AS_STORED);
  }

  /// Puts the filters in scope into another order.
  public void setFilterOrder(FilterOrder wanted) {
    order().ifPresent(param -> set(param, wanted.key()));
  }

  private Optional<Param.Choice> order() {
    return method().params().stream()
        .filter(param -> param.key().equals("order"))
        .flatMap(param -> param instanceof Param.Choice made ? Stream.of(made) : Stream.empty())
        .findFirst();
  }

  /// Takes another method, with its defaults, for the layers in scope.
  public void setMethod(Method method) {
    if (!method.id().equals(choice.get().method())) {
      apply(Optional.of(new LayerRecipe(method.id(), method.defaults())));
    }
  }

  /// Makes the layers in scope float, or brings their settings back.
  public void setFloating(boolean wanted) {
    if (wanted != floating.get()) {
      apply(wanted ? Optional.empty() : Optional.of(choice.get()));
    }
  }

  public void setKeepFirst(boolean keep) {
    workspace.configure(
        configuration -> configuration.keeping(keep, configuration.keepLast()), false);
  }

  public void setKeepLast(boolean keep) {
    workspace.configure(
        configuration -> configuration.keeping(configuration.keepFirst(), keep), false);
  }

  /// Makes every layer float, whatever the scope.
  public void resetToFloat() {
    workspace.configure(configuration -> configuration.forAll(Optional.empty()), false);
  }

  /// What follows until [#endGesture] is one change: a slider is being dragged.
  public void beginGesture() {
    inGesture = true;
    changedInGesture = false;
  }

  public void endGesture() {
    inGesture = false;
  }

  private void apply(Optional<LayerRecipe> wanted) {
    boolean continuing = inGesture && changedInGesture;
    changedInGesture = inGesture;
    workspace.configure(configuration -> inScope(configuration, wanted), continuing);
  }

  private Configuration inScope(Configuration configuration, Optional<LayerRecipe> wanted) {
    return switch (scope.get()) {
      case ALL -> configuration.forAll(wanted);
      case SELECTED -> configuration.forLayers(List.copyOf(layers.selected()), wanted);
      case THIS -> configuration.forLayers(List.of(layers.chosenProperty().get()), wanted);
    };
  }
}
