package filterscope.train;

import filterscope.measure.Proportion;
import java.util.Optional;

/// How far a training is within an epoch.
///
/// @param epochs that are over, with the share of the present one
/// @param loss the mean over the images since the report before
/// @param estimate of the accuracy on the first held-out images, where it was asked for now
public record StepReport(double epochs, double loss, Optional<Proportion> estimate) {}
