package filterscope.method;

/// What it costs to remove each filter of a layer, estimated by a linear model of the loss over random masks (linear filter
/// ensembles, arXiv 2001.08142). The object owns its arrays.
public final class FilterImportance {
  private final double[] importance;
  private final double[] standardErrors;
  private final FilterEnsemble ensemble;
  private final int masks;

  /// @param importance by how much the loss grows without a filter, one number each
  /// @param standardErrors of those estimates
  /// @param ensemble how they are measured
  /// @param masks on how many masks they rest so far
  public FilterImportance(
      double[] importance, double[] standardErrors, FilterEnsemble ensemble, int masks) {
    if (importance.length != standardErrors.length) {
      throw new IllegalArgumentException("as many standard errors as filters expected");
    }
    this.importance = importance;
    this.standardErrors = standardErrors;
    this.ensemble = ensemble;
    this.masks = masks;
  }

  public int filters() {
    return importance.length;
  }

  /// By how much the loss grows without this filter.
  public double of(int filter) {
    return importance[filter];
  }

  public double standardError(int filter) {
    return standardErrors[filter];
  }

  /// How they are measured.
  public FilterEnsemble ensemble() {
    return ensemble;
  }

  /// On how many masks they rest.
  public int masks() {
    return masks;
  }
}
