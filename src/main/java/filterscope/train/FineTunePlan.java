package filterscope.train;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// How a network is fine-tuned: together with the network, its recipe and the images it determines the weights to the last bit.
///
/// @param repairs made before training, in their own order
public record FineTunePlan(TrainingPlan training, Set<Repair> repairs) {
  public FineTunePlan {
    Set<Repair> ordered = EnumSet.noneOf(Repair.class);
    ordered.addAll(repairs);
    repairs = Collections.unmodifiableSet(ordered);
  }
}
