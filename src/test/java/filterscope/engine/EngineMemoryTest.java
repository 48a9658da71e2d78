package filterscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import filterscope.kernel.simd.VectorFloatKernels;
import filterscope.method.CompressedNetwork;
import filterscope.method.LayerRecipe;
import filterscope.method.Recipe;
import filterscope.method.Settings;
import filterscope.method.catalog.CrossFilter;
import filterscope.method.catalog.Methods;
import filterscope.network.Layer;
import filterscope.network.Network;
import filterscope.network.Pool;
import filterscope.network.Window;
import filterscope.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// What a run leaves behind: nothing.
class EngineMemoryTest {
  private static final int IMAGES = 100_000;
  private static final long SLACK_BYTES = 1_000_000;

  /// A float layer, then two binary ones with packed signs, a pool and a batch normalisation between them.
  private static CompiledNetwork network() {
    Window three = Window.square(3, 1, 1);
    List<Layer> layers =
        List.of(
            new Layer("conv1", Nets.convolution(1, 8, 3, three), List.of("image")),
            new Layer("conv2", Nets.convolution(2, 32, 8, three), List.of("conv1")),
            new Layer(
                "pool",
                new Pool(Pool.Kind.MAXIMUM, Window.square(2, 2, 0), false, false),
                List.of("conv2")),
            new Layer("norm", Nets.batchNorm(3, 32), List.of("pool")),
            new Layer("conv3", Nets.convolution(4, 5, 32, three), List.of("norm")));
    Network network = new Network("tiny", "image", Shape.of(1, 3, 4, 4), layers, "conv3");
    LayerRecipe signs =
        new LayerRecipe(
            CrossFilter.ID,
            Settings.of(
                new CrossFilter().params(), Map.of("weight-bits", "1", "activation-bits", "1")));
    Recipe recipe = Recipe.FLOAT.with("conv2", signs).with("conv3", signs);
    return CompiledNetwork.compile(
        CompressedNetwork.compress(network, recipe, Methods::byId), new VectorFloatKernels());
  }

  private final CompiledNetwork network = network();
  private final Scratch scratch = network.newScratch();
  private final float[] image = Nets.random(6, network.inputShape().size());
  private final float[] output = new float[network.outputShape().size()];

  private void run(int images) {
    for (int index = 0; index < images; index++) {
      image[index % image.length] = -image[index % image.length];
      network.run(image, scratch, output);
    }
  }

  /// Vector code makes objects until the compiler has come to it, which on a busy machine takes a while.
  @Test
  void aRunOfCompiledCodeAllocatesNothing() {
    assertThat(network.packedPlaces()).isEqualTo(1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3000 && least > 0; attempt++) {
      LockSupport.parkNanos(attempt < 100 ? 0 : 5_000_000);
      long before = threads.getCurrentThreadAllocatedBytes();
      run(20);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes of 20 images").isZero();
  }

  @Test
  void theHeapIsAsLargeAfterAHundredThousandImagesAsBefore() {
    run(IMAGES / 10);
    long before = used();
    run(IMAGES);
    assertThat(used() - before).isLessThan(SLACK_BYTES);
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3; attempt++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
