package filterscope.train;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// How a network is fine-tuned: together with the network, its recipe and the images it determines the weights to the last bit.
///
/// @param repairs made before training, in their own order
/// @param distillation how the network as it was opened, in floats, teaches the compressed one; nothing where it does not
/// @param learned what is learned beside weights and biases
public record FineTunePlan(
    TrainingPlan training,
    Set<Repair> repairs,
    Optional<Distillation> distillation,
    Set<Learned> learned) {
  public FineTunePlan {
    Set<Repair> ordered = EnumSet.noneOf(Repair.class);
    ordered.addAll(repairs);
    repairs = Collections.unmodifiableSet(ordered);
    learned = Set.copyOf(learned);
  }
}
