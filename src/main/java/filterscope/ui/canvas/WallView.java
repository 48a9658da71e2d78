package filterscope.ui.canvas;

import org.jspecify.annotations.Nullable;

/// What the wall needs to know of a layer to colour it, computed when it is first asked for: ends of the colour scales
/// and the means of kernels.
final class WallView {
  private final LayerPicture picture;
  private @Nullable ColorLimit weightLimit;
  private @Nullable ColorLimit errorLimit;
  private @Nullable KernelMeans originalMeans;
  private @Nullable KernelMeans restoredMeans;
  private @Nullable KernelMeans errorMeans;

  WallView(LayerPicture picture) {
    this.picture = picture;
  }

  /// The view of another layer, which keeps what is known of the float weights when they are the same.
  WallView next(LayerPicture next) {
    WallView view = new WallView(next);
    if (next.original() == picture.original()) {
      view.weightLimit = weightLimit;
      view.originalMeans = originalMeans;
    }
    return view;
  }

  /// Computes what every mode but the difference needs.
  void compute() {
    limit(Side.ORIGINAL);
    means(Side.ORIGINAL);
    means(Side.RESTORED);
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
    if (weightLimit == null) {
      weightLimit = ColorLimit.of(picture.original().values(), new float[0]);
    }
    return weightLimit;
  }

  KernelMeans means(Side side) {
    return switch (side) {
      case ORIGINAL -> {
        if (originalMeans == null) {
          originalMeans = KernelMeans.of(picture.original());
        }
        yield originalMeans;
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
    float[] restored = picture.restored().values();
    if (colour) {
      int stride = picture.original().kernelSize();
      return switch (side) {
        case ORIGINAL -> Shade.colour(original, new float[0], stride, limit);
        case RESTORED -> Shade.colour(restored, new float[0], stride, limit);
        case ERROR -> Shade.colour(original, restored, stride, limit);
      };
    }
    return switch (side) {
      case ORIGINAL -> Shade.signed(original, limit, palette);
      case RESTORED -> Shade.signed(restored, limit, palette);
      case ERROR -> Shade.difference(original, restored, limit, palette);
    };
  }

  /// The colours of means of kernels.
  Shade coarse(Side side, int level) {
    return Shade.magnitude(means(side).level(level).means, meansLimit(side).value());
  }
}
