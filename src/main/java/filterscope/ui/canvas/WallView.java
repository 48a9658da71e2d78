package filterscope.ui.canvas;

import org.jspecify.annotations.Nullable;

/// What the wall needs to know of a layer to colour it, computed when it is first asked for: ends of the colour scales
/// and the means of kernels.
final class WallView {
  private final LayerPicture picture;
  private final FloatSide floats;
  private @Nullable ColorLimit errorLimit;
  private @Nullable KernelMeans restoredMeans;
  private @Nullable KernelMeans errorMeans;

  /// What is known of the float weights, whatever is made of them.
  static final class FloatSide {
    private @Nullable ColorLimit limit;
    private @Nullable KernelMeans means;
  }

  /// @param floats what is known of the picture's float weights already
  WallView(LayerPicture picture, FloatSide floats) {
    this.picture = picture;
    this.floats = floats;
  }

  WallView(LayerPicture picture) {
    this(picture, new FloatSide());
  }

  /// Computes what a mode needs.
  void compute(FilterWall.Mode mode) {
    limit(Side.ORIGINAL);
    means(Side.ORIGINAL);
    switch (mode) {
      case ORIGINAL -> {
        // That is all.
      }
      case QUANTIZED, WIPE -> means(Side.RESTORED);
      case DIFFERENCE -> {
        limit(Side.ERROR);
        means(Side.ERROR);
      }
    }
  }

  /// What the wall compares.
  enum Side {
    ORIGINAL,
    RESTORED,
    ERROR
  }

  ColorLimit limit(Side side) {
    if (side == Side.ERROR) {
      if (errorLimit == null) {
        errorLimit = ColorLimit.of(picture.original().values(), picture.restored().values());
      }
      return errorLimit;
    }
    synchronized (floats) {
      if (floats.limit == null) {
        floats.limit = ColorLimit.of(picture.original().values(), new float[0]);
      }
      return floats.limit;
    }
  }

  KernelMeans means(Side side) {
    return switch (side) {
      case ORIGINAL -> {
        synchronized (floats) {
          if (floats.means == null) {
            floats.means = KernelMeans.of(picture.original());
          }
          yield floats.means;
        }
      }
      case RESTORED -> {
        if (restoredMeans == null) {
          restoredMeans = KernelMeans.of(picture.restored());
        }
        yield restoredMeans;
      }
      case ERROR -> {
        if (errorMeans == null) {
          errorMeans = KernelMeans.ofDifference(picture.original(), picture.restored());
        }
        yield errorMeans;
      }
    };
  }

  /// The end of the colour scale for means of kernels.
  ColorLimit meansLimit(Side side) {
    return means(side == Side.ERROR ? Side.ERROR : Side.ORIGINAL).limit();
  }

  /// The colours of single weights.
  Shade weights(Side side, boolean colour, Palette palette) {
    float limit = limit(side).value();
    float[] original = picture.original().values();
    if (colour) {
      int stride = picture.original().kernelSize();
      return switch (side) {
        case ORIGINAL -> Shade.colour(original, new float[0], stride, limit);
        case RESTORED -> Shade.colour(picture.restored().values(), new float[0], stride, limit);
        case ERROR -> Shade.colour(original, picture.restored().values(), stride, limit);
      };
    }
    return switch (side) {
      case ORIGINAL -> Shade.signed(original, limit, palette);
      case RESTORED -> Shade.signed(picture.restored().values(), limit, palette);
      case ERROR -> Shade.difference(original, picture.restored().values(), limit, palette);
    };
  }

  /// The colours of means of kernels.
  Shade coarse(Side side, int level) {
    return Shade.magnitude(means(side).level(level).means, meansLimit(side).value());
  }
}
