package filterscope.kernel.simd;

import filterscope.kernel.BitKernels;
import java.util.Optional;

/// A low-bit convolution reached with packed signs.
///
/// @param output where its results may become signs
record PackedSigns(LevelConvolution kernel, Optional<SignOutput> output)
    implements BitKernels.Signs {
  @Override
  public boolean reads() {
    return kernel.readsSigns();
  }

  @Override
  public boolean writes() {
    return output.isPresent();
  }

  @Override
  public void loadFloats(float[] input, int inputOffset, int[] scratch) {
    kernel.loadFloats(input, inputOffset, scratch);
  }

  @Override
  public void loadSigns(int[] input, int[] scratch) {
    kernel.loadSigns(input, scratch);
  }

  @Override
  public void storeFloats(float[] floats, int outputOffset, int[] scratch) {
    kernel.storeFloats(floats, outputOffset, scratch);
  }

  @Override
  public void storeSigns(int[] signs, int[] scratch) {
    kernel.storeSigns(output.orElseThrow(), signs, scratch);
  }
}
