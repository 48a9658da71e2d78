package filterscope.engine;

import filterscope.tensor.Shape;
import java.util.Arrays;

/// The product of two row-major matrices, or of stacks of them under broadcasting.
final class MatrixProductStep implements Step {
  private final int left;
  private final int right;
  private final int to;
  private final int rows;
  private final int depth;
  private final int columns;
  private final int[] leftStarts;
  private final int[] rightStarts;

  MatrixProductStep(int left, int right, int to, Shape a, Shape b, Shape result) {
    this.left = left;
    this.right = right;
    this.to = to;
    this.rows = result.extent(-2);
    this.depth = a.extent(-1);
    this.columns = result.extent(-1);
    int matrices = Math.toIntExact(result.elements() / ((long) rows * columns));
    this.leftStarts = starts(a, result, matrices);
    this.rightStarts = starts(b, result, matrices);
  }

  /// Where the operand's matrix begins for each matrix of the result.
  private static int[] starts(Shape operand, Shape result, int matrices) {
    int[] starts = new int[matrices];
    int size = operand.extent(-1) * operand.extent(-2);
    for (int matrix = 0; matrix < matrices; matrix++) {
      int rest = matrix;
      int stride = size;
      for (int back = 3; back <= result.rank(); back++) {
        int index = rest % result.extent(-back);
        rest /= result.extent(-back);
        if (back <= operand.rank()) {
          starts[matrix] += operand.extent(-back) == 1 ? 0 : index * stride;
          stride *= operand.extent(-back);
        }
      }
    }
    return starts;
  }

  @Override
  public void run(float[][] storages, float[] work) {
    float[] y = storages[to];
    Arrays.fill(y, 0, leftStarts.length * rows * columns, 0);
    for (int matrix = 0; matrix < leftStarts.length; matrix++) {
      for (int row = 0; row < rows; row++) {
        int target = (matrix * rows + row) * columns;
        for (int k = 0; k < depth; k++) {
          float factor = storages[left][leftStarts[matrix] + row * depth + k];
          add(factor, storages[right], rightStarts[matrix] + k * columns, y, target);
        }
      }
    }
  }

  private void add(float factor, float[] x, int source, float[] y, int target) {
    for (int column = 0; column < columns; column++) {
      y[target + column] += factor * x[source + column];
    }
  }
}
