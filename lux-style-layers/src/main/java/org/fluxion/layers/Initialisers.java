package org.fluxion.layers;

import org.fluxion.FluxionException;
import org.fluxion.layers.VarianceScaling.Distribution;
import org.fluxion.layers.VarianceScaling.Fan;

/**
 * The usual ways to start parameters.
 *
 * <p>Sources: X. Glorot and Y. Bengio, <i>Understanding the difficulty of training deep feedforward
 * neural networks</i>, AISTATS 2010, equation 16; K. He, X. Zhang, S. Ren and J. Sun, <i>Delving
 * deep into rectifiers</i>, ICCV 2015, equation 10; A. Saxe, J. McClelland and S. Ganguli, <i>Exact
 * solutions to the nonlinear dynamics of learning in deep linear neural networks</i>, ICLR 2014.
 *
 * <p>The random ones are reproducible: they ask the generator for {@code nextLong()} alone and make
 * uniform and normal numbers from it by fixed formulas, since {@code nextGaussian()} and {@code
 * nextDouble()} may follow another algorithm on another version of Java. A generator that gives the
 * same longs gives the same tensors, to the last bit. A uniform number costs one long, a pair of
 * normal ones two.
 *
 * <p>A gain is a positive factor of all elements: what the activation behind the layer needs so
 * that it keeps the variance, √2 for ReLU and 1 for none.
 */
public final class Initialisers {
  private Initialisers() {}

  /** {@return uniform on ±√(6 / (fanIn + fanOut))} */
  public static Initialiser glorotUniform() {
    return glorotUniform(1);
  }

  /** {@return uniform on ±gain · √(6 / (fanIn + fanOut))} */
  public static Initialiser glorotUniform(double gain) {
    return new VarianceScaling(Distribution.UNIFORM, Fan.MEAN, gain);
  }

  /** {@return normal with mean 0 and variance 2 / (fanIn + fanOut)} */
  public static Initialiser glorotNormal() {
    return glorotNormal(1);
  }

  /** {@return normal with mean 0 and variance gain² · 2 / (fanIn + fanOut)} */
  public static Initialiser glorotNormal(double gain) {
    return new VarianceScaling(Distribution.NORMAL, Fan.MEAN, gain);
  }

  /** {@return uniform on ±√(6 / fanIn): {@link #kaimingUniform(double)} for ReLU, gain √2} */
  public static Initialiser kaimingUniform() {
    return kaimingUniform(Math.sqrt(2));
  }

  /** {@return uniform on ±gain · √(3 / fanIn)} */
  public static Initialiser kaimingUniform(double gain) {
    return new VarianceScaling(Distribution.UNIFORM, Fan.IN, gain);
  }

  /** {@return normal with variance 2 / fanIn: {@link #kaimingNormal(double)} for ReLU, gain √2} */
  public static Initialiser kaimingNormal() {
    return kaimingNormal(Math.sqrt(2));
  }

  /** {@return normal with mean 0 and variance gain² / fanIn} */
  public static Initialiser kaimingNormal(double gain) {
    return new VarianceScaling(Distribution.NORMAL, Fan.IN, gain);
  }

  /** {@return {@link #truncatedNormal(double)} with gain 1} */
  public static Initialiser truncatedNormal() {
    return truncatedNormal(1);
  }

  /**
   * {@return normal without what is more than two deviations from 0, with variance gain² / fanIn}
   *
   * <p>The variance is that after the cut. How many longs it costs depends on what is drawn.
   */
  public static Initialiser truncatedNormal(double gain) {
    return new VarianceScaling(Distribution.TRUNCATED_NORMAL, Fan.IN, gain);
  }

  /** {@return {@link #orthogonal(double)} with gain 1} */
  public static Initialiser orthogonal() {
    return orthogonal(1);
  }

  /**
   * {@return gain times a matrix whose rows or columns, whichever are fewer, are orthonormal}
   *
   * <p>All such matrices are equally likely. The last axis of the shape is that of the columns, and
   * the others together are that of the rows; there must be two at least.
   */
  public static Initialiser orthogonal(double gain) {
    return new Orthogonal(gain);
  }

  /** {@return 1 on the diagonal of a matrix, else 0; draws nothing} */
  public static Initialiser identity() {
    return identity(1);
  }

  /**
   * {@return gain on the diagonal of a matrix, which need not be square, else 0; draws nothing}
   *
   * <p>With equal numbers of inputs and outputs a layer without activation starts as x ↦ gain · x.
   */
  public static Initialiser identity(double gain) {
    return new Identity(gain);
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
