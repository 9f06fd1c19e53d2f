package org.fluxion.layers;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Random numbers that depend on a key in the state and on nothing else.
 *
 * <p>A derivative may call a layer many times, and all these sweeps must see the same random
 * numbers. So a layer does not draw from a generator: it keeps a key in its state, makes its
 * numbers from that, and leaves the {@linkplain #next next} key for the next call:
 *
 * <pre>{@code
 * Tensor key = st.tensor("key");
 * Tensor noise = Keys.uniform(key, x.shape().toArray());
 * return new Applied(x.plus(noise), st.with("key", Keys.next(key)));
 * }</pre>
 *
 * <p>A key is a vector of two whole numbers, a seed and a count of calls. It is a tensor like any
 * other, so states with keys are compared, saved and loaded like any other; training that is
 * resumed goes on with the same numbers. They are made by fixed formulas and are the same, to the
 * last bit, on every version of Java.
 */
public final class Keys {
  private static final Tensor ONE_CALL = Tensor.vector(0, 1);

  private Keys() {}

  /** {@return a first key; costs one long} */
  public static Tensor first(RandomGenerator rng) {
    // A double holds whole numbers of 53 bits.
    return Tensor.vector((double) (rng.nextLong() >>> 11), 0);
  }

  /** {@return the key for the next call} */
  public static Tensor next(Tensor key) {
    return checked(key).plus(ONE_CALL);
  }

  /**
   * {@return numbers uniform on [0, 1), of a given shape; constants to every derivative}
   *
   * @throws ShapeMismatchException if the key is none
   */
  public static Tensor uniform(Tensor key, int... shape) {
    return new Uniform(Shape.of(shape)).apply(checked(key));
  }

  private static Tensor checked(Tensor key) {
    if (!key.shape().equals(Shape.of(2))) {
      throw new ShapeMismatchException(
          "Keys: a key has shape [2], given " + key.shape() + "; make one by Keys.first");
    }
    return key;
  }

  /**
   * {@return the numbers of a key, as longs}
   *
   * <p>G. Steele, D. Lea and C. Flood, <i>Fast splittable pseudorandom number generators</i>,
   * OOPSLA 2014, with the constants of SplitMix64; key 0, 0 gives the sequence of seed 0.
   */
  static RandomGenerator generator(double seed, double count) {
    long[] state = {mixed(mixed((long) seed) + (long) count)};
    return () -> {
      state[0] += 0x9e3779b97f4a7c15L;
      return mixed(state[0]);
    };
  }

  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** An operation on keys, so that a recorded program draws anew when its key is another. */
  private record Uniform(Shape target) implements Arraywise {
    @Override
    public String name() {
      return "uniform";
    }

    @Override
    public Shape shape(Shape... operands) {
      return target;
    }

    @Override
    public ArrayFunction onArrays(Shape... operands) {
      return (arrays, result) -> {
        RandomGenerator rng = generator(arrays[0][0], arrays[0][1]);
        Arrays.setAll(result, i -> Draws.unit(rng));
      };
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return Differential.ZERO;
    }
  }
}
