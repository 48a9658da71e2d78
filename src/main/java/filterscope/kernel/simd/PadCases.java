package filterscope.kernel.simd;

import filterscope.kernel.ConvGeometry;
import java.util.ArrayList;
import java.util.List;

/// Which taps of the kernel lie in the padding depends on the output's place; outputs with the same taps outside are one
/// case. A 3×3 kernel with a border of one has nine.
final class PadCases {
  /// The taps inside the image: rows `[top, bottom)` and columns `[left, right)` of the kernel.
  private record Inside(int top, int bottom, int left, int right) {}

  private final ConvGeometry geometry;
  private final List<Inside> cases = new ArrayList<>();
  private final int[] caseOfOutput;

  private PadCases(ConvGeometry geometry) {
    this.geometry = geometry;
    this.caseOfOutput = new int[geometry.outputHeight() * geometry.outputWidth()];
  }

  /// One case: nothing is outside, as far as the sums are concerned.
  static PadCases none(ConvGeometry geometry) {
    PadCases one = new PadCases(geometry);
    one.cases.add(new Inside(0, geometry.kernelHeight(), 0, geometry.kernelWidth()));
    return one;
  }

  static PadCases of(ConvGeometry geometry) {
    PadCases result = new PadCases(geometry);
    result.distinguish();
    return result;
  }

  private void distinguish() {
    for (int output = 0; output < caseOfOutput.length; output++) {
      int row = output / geometry.outputWidth() * geometry.strideY() - geometry.padTop();
      int column = output % geometry.outputWidth() * geometry.strideX() - geometry.padLeft();
      int dilationY = geometry.dilationY();
      int dilationX = geometry.dilationX();
      Inside inside =
          new Inside(
              first(row, dilationY),
              last(row, dilationY, geometry.inputHeight(), geometry.kernelHeight()),
              first(column, dilationX),
              last(column, dilationX, geometry.inputWidth(), geometry.kernelWidth()));
      if (!cases.contains(inside)) {
        cases.add(inside);
      }
      caseOfOutput[output] = cases.indexOf(inside);
    }
  }

  /// The first tap at or after coordinate 0.
  private static int first(int start, int dilation) {
    return Math.ceilDiv(Math.max(0, -start), dilation);
  }

  /// The first tap at or after the extent of the image.
  private static int last(int start, int dilation, int extent, int kernel) {
    return Math.clamp(Math.ceilDiv((long) extent - start, dilation), 0, kernel);
  }

  int count() {
    return cases.size();
  }

  /// The case of each output. Read only.
  int[] caseOfOutput() {
    return caseOfOutput;
  }

  boolean outside(int padCase, int tapRow, int tapColumn) {
    Inside inside = cases.get(padCase);
    return tapRow < inside.top
        || tapRow >= inside.bottom
        || tapColumn < inside.left
        || tapColumn >= inside.right;
  }

  /// The sum over the taps that lie in the padding.
  ///
  /// @param ofTap one number for each tap of the kernel
  int sumOutside(int padCase, int[] ofTap) {
    int sum = 0;
    for (int y = 0, tap = 0; y < geometry.kernelHeight(); y++) {
      for (int x = 0; x < geometry.kernelWidth(); x++, tap++) {
        sum += outside(padCase, y, x) ? ofTap[tap] : 0;
      }
    }
    return sum;
  }
}
