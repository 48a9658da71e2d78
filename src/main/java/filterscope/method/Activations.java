package filterscope.method;

import filterscope.kernel.ActivationGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The parameters by which any method quantizes the activations of its layer, declared once for all of them.
public final class Activations {
  /// What [#BITS] says when activations stay float.
  public static final int FLOAT_BITS = 32;

  /// The word of [#BOUND] for a bound that [#LIMIT] gives, of activations that are not negative.
  public static final String GIVEN = "given";

  /// The word of [#BOUND] for a bound that [#LIMIT] gives, of activations of either sign.
  public static final String GIVEN_SIGNED = "given-signed";

  private static final String KEY = "activation-bits";

  /// Bits of an activation.
  public static final Param.Choice BITS = bits(FLOAT_BITS);

  /// How the largest level is found.
  public static final Param.Choice BOUND =
      new Param.Choice(
          "activation-bound",
          "Bound from",
          "How the largest activation that still has a level of its own is found from 2 bits on: on a few"
              + " hundred images, or given, as networks have it that were trained for it. Larger ones are"
              + " clipped.",
          List.of(
              new Param.Option("percentile", "Percentile"),
              new Param.Option("least-squares", "Least squares"),
              new Param.Option("max", "Largest activation"),
              new Param.Option(GIVEN, "Given"),
              new Param.Option(GIVEN_SIGNED, "Given, with a sign")),
          "percentile");

  /// The percentile of that bound.
  public static final Param.Real PERCENTILE =
      new Param.Real(
          "activation-percentile",
          "Percentile of |x|",
          "The share of the activations, in percent, that the bound does not clip.",
          90,
          100,
          99.9);

  /// The bound that is given.
  public static final Param.Real LIMIT =
      new Param.Real(
          "activation-limit",
          "Largest level",
          "The activation that the largest level stands for, where it is given.",
          0.001,
          100,
          1);

  /// The matrix K of XNOR-Net.
  public static final Param.Toggle K_MAP =
      new Param.Toggle(
          "k-map",
          "K-map of XNOR-Net",
          "Multiplies each output by the mean |x| under its window, where activations are signs; the"
              + " authors' released code leaves it out.",
          false);

  private Activations() {}

  /// [#BITS] for a method whose activations have so many bits unless told otherwise.
  public static Param.Choice bits(int byDefault) {
    return new Param.Choice(
        KEY,
        "Activation bits",
        "Bits of the numbers that go into the layer: 1 takes their signs, with +1 for zero (XNOR-Net;"
            + " behind a ReLU, which leaves no negative number, signs say nothing), 2 to 8 a uniform"
            + " grid whose bound is found on images, 32 leaves them float.",
        Stream.concat(
                Stream.of(new Param.Option("32", "Float"), new Param.Option("1", "Sign")),
                IntStream.rangeClosed(2, 8)
                    .mapToObj(bits -> new Param.Option(Integer.toString(bits), bits + " bits")))
            .toList(),
        Integer.toString(byDefault));
  }

  /// The parameters of a method, followed by those of its activations.
  ///
  /// @param byDefault bits of an activation unless told otherwise
  public static List<Param> after(List<? extends Param> own, int byDefault) {
    List<Param> params = new ArrayList<>(own);
    params.addAll(List.of(bits(byDefault), BOUND, PERCENTILE, LIMIT, K_MAP));
    return List.copyOf(params);
  }

  /// Whether these settings say anything about activations.
  public static boolean areIn(Settings settings) {
    return settings.asMap().containsKey(KEY);
  }

  /// Bits of an activation under these settings; 32 where they say nothing.
  public static int bitsIn(Settings settings) {
    return areIn(settings) ? Integer.parseInt(settings.choice(BITS)) : FLOAT_BITS;
  }

  /// Whether a bound has to be found on images.
  public static boolean needBound(Settings settings) {
    return haveBound(settings) && !isGiven(settings);
  }

  private static boolean haveBound(Settings settings) {
    int bits = bitsIn(settings);
    return bits > 1 && bits < FLOAT_BITS;
  }

  private static boolean isGiven(Settings settings) {
    return List.of(GIVEN, GIVEN_SIGNED).contains(settings.choice(BOUND));
  }

  /// The same settings with the bound of this grid in place of one that is found on images.
  ///
  /// @param grid a uniform one
  /// @throws IllegalArgumentException if the grid has no bound, or one that is no value of [#LIMIT]
  public static Settings withBound(Settings settings, ActivationGrid grid) {
    return switch (grid) {
      case ActivationGrid.Unsigned uniform -> given(settings, GIVEN, uniform.bound());
      case ActivationGrid.Signed uniform -> given(settings, GIVEN_SIGNED, uniform.bound());
      case ActivationGrid.Sign _, ActivationGrid.Floats _ ->
          throw new IllegalArgumentException("signs and floats have no bound");
    };
  }

  private static Settings given(Settings settings, String word, float bound) {
    return settings.with(BOUND, word).with(LIMIT, Float.toString(bound));
  }

  /// Whether one of these parameters bears on the result; true for any other one.
  public static boolean counts(Param param, Settings settings) {
    if (param.equals(BOUND)) {
      return haveBound(settings);
    }
    if (param.equals(LIMIT)) {
      return haveBound(settings) && isGiven(settings);
    }
    if (param.equals(PERCENTILE)) {
      return needBound(settings) && settings.choice(BOUND).equals("percentile");
    }
    return !param.equals(K_MAP) || bitsIn(settings) == 1;
  }

  /// How a layer's input is quantized.
  ///
  /// @throws IllegalArgumentException if a bound is wanted and no image was seen; the message is a sentence
  public static ActivationQuantizer quantizer(Settings settings, LayerCalibration calibration) {
    int bits = bitsIn(settings);
    if (bits == FLOAT_BITS) {
      return ActivationQuantizer.FLOAT;
    }
    if (bits == 1) {
      return new ActivationQuantizer(new ActivationGrid.Sign(), settings.toggle(K_MAP));
    }
    if (isGiven(settings)) {
      float bound = (float) settings.real(LIMIT);
      return new ActivationQuantizer(
          settings.choice(BOUND).equals(GIVEN)
              ? new ActivationGrid.Unsigned(bits, bound)
              : new ActivationGrid.Signed(bits, bound),
          false);
    }
    ActivationStatistics seen =
        calibration
            .input()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the bound of activations of "
                        + bits
                        + " bits is found on images; choose images, or take 1 or 32 bits"));
    float bound =
        switch (settings.choice(BOUND)) {
          case "max" -> seen.largest();
          case "least-squares" -> seen.leastErrorBound(bits);
          default -> seen.magnitude(settings.real(PERCENTILE) / 100);
        };
    // Where nearly all activations are zero, a percentile of them is zero, too.
    float positive = bound > 0 ? bound : seen.largest() > 0 ? seen.largest() : 1;
    return new ActivationQuantizer(seen.grid(bits, positive), false);
  }
}
