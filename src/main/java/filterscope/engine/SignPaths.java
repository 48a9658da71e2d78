package filterscope.engine;

import filterscope.kernel.BitKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The [SignLink]s of a compiled network, step by step. A link is taken only by a run that goes all its way: where a run is
/// cut, or somebody looks at values, they are floats.
final class SignPaths {
  private final Step[] steps;
  private final Plan plan;
  private final @Nullable SignLink[] entering;
  private final @Nullable SignLink[] leaving;
  private final @Nullable SignLink[] pooling;
  private final @Nullable SignLink[] skipping;
  private final BitKernels.@Nullable Signs[] kernels;
  private final int[][] turned;
  private final int links;

  SignPaths(Step[] steps, Plan plan) {
    this.steps = steps;
    this.plan = plan;
    this.entering = new SignLink[steps.length];
    this.leaving = new SignLink[steps.length];
    this.pooling = new SignLink[steps.length];
    this.skipping = new SignLink[steps.length];
    this.kernels = new BitKernels.Signs[steps.length];
    this.turned = new int[steps.length][];
    List<SignLink> all = SignLink.all(steps, plan);
    this.links = all.size();
    for (SignLink link : all) {
      leaving[link.first()] = link;
      kernels[link.first()] = link.writer();
      link.pool()
          .ifPresent(step -> {
            pooling[step] = link;
            turned[step] = link.turned();
          });
      link.functions().forEach(step -> skipping[step] = link);
    }
    for (SignLink link : all) {
      for (int reader : link.readers()) {
        entering[reader] = link;
        if (kernels[reader] == null && steps[reader] instanceof WeightedStep step) {
          kernels[reader] = step.signs(BitKernels.Monotone.NOTHING).orElseThrow();
        }
      }
    }
  }

  /// Places where values stay packed.
  int count() {
    return links;
  }

  /// Runs a step with packed signs if it is on a link within the run of steps `from` to `until`; says whether it did.
  boolean run(int step, int from, int until, float[][] storages, Scratch scratch, int[] ints) {
    if (takes(skipping[step], from, until)) {
      return true;
    }
    SignLink pooled = pooling[step];
    if (pooled != null && takes(pooled, from, until)) {
      ((PoolStep) steps[step])
          .runSigns(signs(pooled, pooled.from(), scratch), result(pooled, scratch), turned[step]);
      return true;
    }
    SignLink in = entering[step];
    SignLink out = leaving[step];
    boolean takesIn = takes(in, from, until);
    boolean takesOut = takes(out, from, until);
    BitKernels.Signs kernel = kernels[step];
    if (kernel == null || !(takesIn || takesOut)) {
      return false;
    }
    WeightedPart part = ((WeightedStep) steps[step]).part();
    if (in != null && takesIn) {
      kernel.loadSigns(result(in, scratch), ints);
    } else {
      kernel.loadFloats(storages[part.from()], 0, ints);
    }
    if (out != null && takesOut) {
      int[] packed =
          out.pool().isPresent() ? signs(out, out.from(), scratch) : result(out, scratch);
      kernel.storeSigns(packed, ints);
    } else {
      kernel.storeFloats(storages[part.to()], 0, ints);
    }
    return true;
  }

  private static boolean takes(@Nullable SignLink link, int from, int until) {
    return link != null && link.first() >= from && link.last() < until;
  }

  private int[] result(SignLink link, Scratch scratch) {
    return signs(link, link.to(), scratch);
  }

  private int[] signs(SignLink link, int storage, Scratch scratch) {
    return scratch.signs(storage, link.words(plan.floats(storage)));
  }
}
