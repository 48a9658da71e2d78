package filterscope.engine;

/// The buffers of one thread for one [CompiledNetwork] and all networks of the same plan. Not thread-safe; reused for image
/// after image without allocation.
public final class Scratch {
  Scratch() {}
}
