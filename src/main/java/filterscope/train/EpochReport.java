package filterscope.train;

import filterscope.measure.Proportion;

/// How an epoch went.
///
/// @param epoch from 1
/// @param loss the mean over the epoch's images, while the weights were changing
/// @param training the share of augmented training images that were classified rightly in passing
/// @param heldOut the share of held-out images, after the epoch; of 0 samples when none are held out
/// @param imagesPerSecond trained, held-out images not counted
/// @param seconds of the epoch
public record EpochReport(
    int epoch,
    double loss,
    Proportion training,
    Proportion heldOut,
    double imagesPerSecond,
    double seconds) {}
