package filterscope.measure;

import filterscope.method.Recipe;
import java.util.Optional;

/// What one configuration of a network gives and what it costs.
///
/// @param theory how many times faster it should be by counting operations, under the assumptions of XNOR-Net
/// @param speed as measured; nothing where nobody asked
public record TradeOff(
    Recipe recipe,
    Accuracy accuracy,
    Footprint memory,
    double theory,
    Optional<MeasuredSpeed> speed) {}
