package org.fluxion.layers;

import org.fluxion.FluxionException;
import org.fluxion.layers.VarianceScaling.Distribution;
import org.fluxion.layers.VarianceScaling.Fan;

/**
 * The usual ways to start parameters.
 *
 * <p>Sources: X. Glorot and Y. Bengio, <i>Understanding the difficulty of training deep feedforward
 * neural networks</i>, AISTATS 2010, equation 16; K. He, X. Zhang, S. Ren and J. Sun, <i>Delving
 * deep into rectifiers</i>, ICCV 2015, equation 10.
 *
 * <p>The random ones are reproducible: they ask the generator for {@code nextLong()} alone and make
 * uniform and normal numbers from it by fixed formulas, since {@code nextGaussian()} and {@code
 * nextDouble()} may follow another algorithm on another version of Java. A generator that gives the
 * same longs gives the same tensors, to the last bit. A uniform number costs one long, a pair of
 * normal ones two.
 */
public final class Initialisers {
  private Initialisers() {}

  /** {@return uniform on ±√(6 / (fanIn + fanOut))} */
  public static Initialiser glorotUniform() {
    return new VarianceScaling(Distribution.UNIFORM, Fan.MEAN, 1);
  }

  /** {@return normal with mean 0 and variance 2 / (fanIn + fanOut)} */
  public static Initialiser glorotNormal() {
    return new VarianceScaling(Distribution.NORMAL, Fan.MEAN, 1);
  }

  /** {@return uniform on ±√(6 / fanIn): {@link #kaimingUniform(double)} for ReLU, gain √2} */
  public static Initialiser kaimingUniform() {
    return kaimingUniform(Math.sqrt(2));
  }

  /**
   * {@return uniform on ±gain · √(3 / fanIn)}
   *
   * @param gain what the activation needs so that it keeps the variance: √2 for ReLU, 1 for none;
   *     positive
   */
  public static Initialiser kaimingUniform(double gain) {
    return new VarianceScaling(Distribution.UNIFORM, Fan.IN, gain);
  }

  /** {@return normal with variance 2 / fanIn: {@link #kaimingNormal(double)} for ReLU, gain √2} */
  public static Initialiser kaimingNormal() {
    return kaimingNormal(Math.sqrt(2));
  }

  /**
   * {@return normal with mean 0 and variance gain² / fanIn}
   *
   * @param gain what the activation needs so that it keeps the variance: √2 for ReLU, 1 for none;
   *     positive
   */
  public static Initialiser kaimingNormal(double gain) {
    return new VarianceScaling(Distribution.NORMAL, Fan.IN, gain);
  }

  /** {@return 0 everywhere; draws nothing} */
  public static Initialiser zeros() {
    return constant(0);
  }

  /** {@return 1 everywhere; draws nothing} */
  public static Initialiser ones() {
    return constant(1);
  }

  /**
   * {@return one number everywhere; draws nothing}
   *
   * @throws FluxionException if the number is not finite
   */
  public static Initialiser constant(double value) {
    return new Constant(value);
  }
}
