package filterscope.study;

import filterscope.measure.Proportion;
import filterscope.train.Repair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far a fine-tuning is. Immutable; every later one tells everything that an earlier one told.
///
/// @param network what is fine-tuned
/// @param epochs of the plan
/// @param done epochs that are over, with the share of the present one
/// @param effects what repairs have made of the accuracy: without one, then after each; nothing where none was asked for
/// @param losses the mean over a fortieth of an epoch each
/// @param heldOut accuracy on images that are not trained on: on some of them within an epoch, on all after it
/// @param secondsLeft about how long it will take; nothing before the first guess
/// @param phase a few words for a person: what is being done
/// @param result once it is over: the study of the fine-tuned network
public record Tuning(
    String network,
    int epochs,
    double done,
    List<Effect> effects,
    List<Loss> losses,
    List<HeldOut> heldOut,
    Optional<Double> secondsLeft,
    String phase,
    Optional<Study> result) {

  /// The accuracy on some held-out images before training.
  ///
  /// @param by the repair that it was measured after; nothing for the network as it was opened
  public record Effect(Optional<Repair> by, Proportion accuracy) {}

  /// The mean loss up to a moment.
  ///
  /// @param epochs when
  public record Loss(double epochs, double loss) {}

  /// An accuracy at a moment.
  ///
  /// @param epochs when
  /// @param whole whether all held-out images were seen, at the end of an epoch
  public record HeldOut(double epochs, Proportion accuracy, boolean whole) {}

  public Tuning {
    effects = List.copyOf(effects);
    losses = List.copyOf(losses);
    heldOut = List.copyOf(heldOut);
  }

  static Tuning begun(String network, int epochs) {
    return new Tuning(
        network,
        epochs,
        0,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        "reading images",
        Optional.empty());
  }

  Tuning in(String other) {
    return new Tuning(network, epochs, done, effects, losses, heldOut, secondsLeft, other, result);
  }

  Tuning with(Effect effect) {
    return new Tuning(
        network,
        epochs,
        done,
        appended(effects, effect),
        losses,
        heldOut,
        secondsLeft,
        phase,
        result);
  }

  Tuning with(Loss loss, Optional<Double> left) {
    return new Tuning(
        network,
        epochs,
        loss.epochs(),
        effects,
        appended(losses, loss),
        heldOut,
        left,
        "training",
        result);
  }

  Tuning with(HeldOut accuracy) {
    return new Tuning(
        network,
        epochs,
        Math.max(done, accuracy.epochs()),
        effects,
        losses,
        appended(heldOut, accuracy),
        secondsLeft,
        phase,
        result);
  }

  Tuning with(Study study, String words) {
    return new Tuning(
        network,
        epochs,
        done,
        effects,
        losses,
        heldOut,
        Optional.empty(),
        words,
        Optional.of(study));
  }

  private static <T> List<T> appended(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
