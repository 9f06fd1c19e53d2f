package org.fluxion.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A form that is linear in two vectors each: y_k = activation(x₁ᵀ W_k x₂ + b_k).
 *
 * <p>The two vectors are the two parts of the last axis of x, the first {@code in1} features and
 * the {@code in2} behind them. Where they come from elsewhere, {@code
 * Branch.of(Connections.concat(), first, second)} puts them together; with {@link NoOp} for both, y
 * is the form of a vector with itself. The parameters are {@code weight}, of shape in1 × in2 × out
 * with W_k at the k-th place of the last axis, and {@code bias}, of shape [out]. Any number of axes
 * may stand before the last; none for a single sample. A batch of any length is taken, also an
 * empty one.
 *
 * @param in1 the length of the first vector, at least 1
 * @param in2 the length of the second, at least 1
 * @param out the number of output features, at least 1
 * @param activation applied to each element of the result
 * @param initialWeight draws the weight; with in1 · in2 and out as its fans
 * @param initialBias draws the bias; likewise
 */
public record Bilinear(
    int in1,
    int in2,
    int out,
    Activation activation,
    Initialiser initialWeight,
    Initialiser initialBias)
    implements Layer {
  /** Checks the numbers of features. */
  public Bilinear {
    String title = title(in1, in2, out);
    Fitting.positive(title, "in1", in1);
    Fitting.positive(title, "in2", in2);
    Fitting.positive(title, "out", out);
    Given.require(activation, "Bilinear: activation is null; use IDENTITY for none");
    Given.require(initialWeight, "Bilinear: initialWeight is null");
    Given.require(initialBias, "Bilinear: initialBias is null");
  }

  /** Makes a layer without activation; the weight starts Glorot-uniform, the bias at 0. */
  public Bilinear(int in1, int in2, int out) {
    this(in1, in2, out, Activation.IDENTITY, Initialisers.glorotUniform(), Initialisers.zeros());
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("weight", initialWeight.initialise(rng, in1 * in2, out, in1, in2, out));
    parameters.put("bias", initialBias.initialise(rng, in1 * in2, out, out));
    return Parameters.of(parameters);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  /**
   * {@return the form, of shape […, out], and the state as it was}
   *
   * @param x shape […, in1 + in2]
   * @throws org.fluxion.ShapeMismatchException if x or the parameters have other shapes
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String title = title(in1, in2, out);
    int last = Fitting.axis(title, x, -1, in1 + in2);
    Tensor weight = Fitting.parameter(title, ps, "weight", Shape.of(in1, in2, out));
    Tensor bias = Fitting.parameter(title, ps, "bias", Shape.of(out));
    int[] column = x.shape().toArray();
    int[] row = new int[column.length + 1];
    System.arraycopy(column, 0, row, 0, last);
    row[last] = 1;
    row[last + 1] = in2;
    Tensor second = x.slice(last, in1, in1 + in2).reshape(row);
    row[last] = in1;
    row[last + 1] = 1;
    Tensor first = x.slice(last, 0, in1).reshape(row);
    column[last] = in1 * in2;
    // All products of a feature of one and a feature of the other make it one matrix product.
    Tensor products = first.times(second).reshape(column);
    Tensor y = products.matmul(weight.reshape(in1 * in2, out)).plus(bias);
    return new Applied(activation.apply(y), st);
  }

  private static String title(int in1, int in2, int out) {
    return "Bilinear(" + in1 + ", " + in2 + " -> " + out + ")";
  }
}
