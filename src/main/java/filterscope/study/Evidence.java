package filterscope.study;

import filterscope.engine.CompiledNetwork;
import filterscope.measure.AnsweredImages;
import java.util.Optional;

/// What figures were taken from: both networks, ready to run, and the images with what both answered to them so far.
public record Evidence(
    CompiledNetwork floating, CompiledNetwork compressed, Optional<AnsweredImages> images) {}
