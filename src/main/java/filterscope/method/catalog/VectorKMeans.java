package filterscope.method.catalog;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// k-means over vectors of `d` numbers (Lloyd), the same for the same seed. Of very many vectors a sample moves the centroids first,
/// and all of them only in the last round.
final class VectorKMeans {
  private static final int SAMPLE = 16_384;
  private static final int FULL_ROUNDS = 1;
  private static final int CHUNK = 512;

  private final float[] vectors;
  private final int dimension;
  private final Random random;
  private float[] centroids = {};

  /// @param vectors vector after vector; read only
  VectorKMeans(float[] vectors, int dimension, long seed) {
    this.vectors = vectors;
    this.dimension = dimension;
    this.random = new Random(seed);
  }

  /// Finds centroids.
  ///
  /// @param k at most as many as there are vectors
  /// @param annealed whether the centroids are shaken before each assignment, by the distance of a vector from its centroid times
  ///     `(1 − i/T)^½` in round i of T
  /// @return centroid after centroid
  float[] centroids(int k, int rounds, boolean annealed) {
    int count = vectors.length / dimension;
    float[] sample = count > SAMPLE ? sample(SAMPLE) : vectors;
    centroids = start(sample, k);
    refine(sample, rounds, annealed);
    if (count > SAMPLE) {
      refine(vectors, FULL_ROUNDS, false);
    }
    return centroids;
  }

  private float[] sample(int size) {
    int count = vectors.length / dimension;
    float[] sample = new float[size * dimension];
    int taken = 0;
    for (int index = 0; index < count && taken < size; index++) {
      if (random.nextInt(count - index) < size - taken) {
        System.arraycopy(vectors, index * dimension, sample, taken++ * dimension, dimension);
      }
    }
    return sample;
  }

  /// Different vectors, as far as they can be had by drawing.
  private float[] start(float[] from, int k) {
    int count = from.length / dimension;
    int[] places = IntStream.range(0, count).toArray();
    float[] chosen = new float[k * dimension];
    for (int centroid = 0; centroid < k; centroid++) {
      int drawn = centroid + random.nextInt(count - centroid);
      int place = places[drawn];
      places[drawn] = places[centroid];
      System.arraycopy(from, place * dimension, chosen, centroid * dimension, dimension);
    }
    return chosen;
  }

  private void refine(float[] from, int rounds, boolean annealed) {
    short[] before = {};
    double error = annealed ? energy(from) : 0;
    for (int round = 0; round < rounds; round++) {
      float[] distances = new float[from.length / dimension];
      double heat = Math.sqrt(error / from.length * (1 - (double) round / rounds));
      float[] shaken = annealed && round < rounds - 1 ? shaken(heat) : centroids;
      short[] codes = assign(from, shaken, dimension, distances);
      if (!annealed && Arrays.equals(codes, before)) {
        return;
      }
      error = move(from, codes, distances);
      before = codes;
    }
  }

  private static double energy(float[] from) {
    double sum = 0;
    for (float value : from) {
      sum += value * value;
    }
    return sum / 16;
  }

  private float[] shaken(double heat) {
    float[] shaken = centroids.clone();
    for (int index = 0; index < shaken.length; index++) {
      shaken[index] += (float) (heat * random.nextGaussian());
    }
    return shaken;
  }

  /// Every centroid goes to the mean of its vectors; one that lost all of them goes to the vector farthest from its own.
  ///
  /// @return the squared error of the assignment
  private double move(float[] from, short[] codes, float[] distances) {
    int k = centroids.length / dimension;
    double[] sums = new double[centroids.length];
    int[] members = new int[k];
    double error = 0;
    for (int vector = 0; vector < codes.length; vector++) {
      members[codes[vector]]++;
      error += distances[vector];
      for (int index = 0; index < dimension; index++) {
        sums[codes[vector] * dimension + index] += from[vector * dimension + index];
      }
    }
    for (int centroid = 0; centroid < k; centroid++) {
      if (members[centroid] > 0) {
        for (int index = 0; index < dimension; index++) {
          int at = centroid * dimension + index;
          centroids[at] = (float) (sums[at] / members[centroid]);
        }
      } else {
        int farthest = farthest(distances);
        distances[farthest] = 0;
        System.arraycopy(from, farthest * dimension, centroids, centroid * dimension, dimension);
      }
    }
    return error;
  }

  private static int farthest(float[] distances) {
    int farthest = 0;
    for (int vector = 1; vector < distances.length; vector++) {
      if (distances[vector] > distances[farthest]) {
        farthest = vector;
      }
    }
    return farthest;
  }

  /// The nearest centroid of every vector; of equally near ones the first.
  static short[] assign(float[] vectors, float[] centroids, int dimension) {
    return assign(vectors, centroids, dimension, new float[vectors.length / dimension]);
  }

  private static short[] assign(
      float[] vectors, float[] centroids, int dimension, float[] distances) {
    int k = centroids.length / dimension;
    float[] turned = new float[centroids.length];
    float[] halfNorms = new float[k];
    for (int centroid = 0; centroid < k; centroid++) {
      for (int index = 0; index < dimension; index++) {
        float value = centroids[centroid * dimension + index];
        turned[index * k + centroid] = value;
        halfNorms[centroid] += value * value / 2;
      }
    }
    short[] codes = new short[distances.length];
    IntStream.range(0, (codes.length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> {
          float[] scores = new float[k];
          int end = Math.min(codes.length, (chunk + 1) * CHUNK);
          for (int vector = chunk * CHUNK; vector < end; vector++) {
            score(vectors, vector * dimension, dimension, turned, halfNorms, scores);
            int best = least(scores);
            codes[vector] = (short) best;
            float norm = 0;
            for (int index = 0; index < dimension; index++) {
              float value = vectors[vector * dimension + index];
              norm += value * value;
            }
            distances[vector] = Math.max(0, norm + 2 * scores[best]);
          }
        });
    return codes;
  }

  /// Half the squared distances, but for the vector's own norm.
  private static void score(
      float[] vectors, int from, int dimension, float[] turned, float[] halfNorms, float[] scores) {
    System.arraycopy(halfNorms, 0, scores, 0, scores.length);
    for (int index = 0; index < dimension; index++) {
      float value = vectors[from + index];
      int row = index * scores.length;
      for (int centroid = 0; centroid < scores.length; centroid++) {
        scores[centroid] -= value * turned[row + centroid];
      }
    }
  }

  private static int least(float[] scores) {
    int least = 0;
    for (int centroid = 1; centroid < scores.length; centroid++) {
      if (scores[centroid] < scores[least]) {
        least = centroid;
      }
    }
    return least;
  }
}
