package org.fluxion.layers.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * How fast parameters shrink, and which ones do.
 *
 * <p>{@code WeightDecay.of(0.01).where(path -> path.endsWith("weight"))} spares the biases.
 *
 * @param rate per step, relative to the learning rate; at least 0
 * @param mask true for the paths of the parameters that shrink
 */
public record WeightDecay(double rate, Predicate<String> mask) {
  /** Checks the rate. */
  public WeightDecay {
    Checked.notNegative("WeightDecay", "rate", rate);
    Checked.given("WeightDecay", "mask", mask);
  }

  /** {@return a decay of all parameters} */
  public static WeightDecay of(double rate) {
    return new WeightDecay(rate, path -> true);
  }

  /** {@return no decay} */
  public static WeightDecay none() {
    return of(0);
  }

  /** {@return the same rate, for those parameters of its own that satisfy a condition} */
  public WeightDecay where(Predicate<String> condition) {
    return new WeightDecay(rate, mask.and(condition));
  }

  /**
   * {@return ps · (1 − learningRate · rate) for the parameters that shrink, the others as they are}
   */
  Parameters shrink(double learningRate, Parameters ps) {
    return zip(ps, ps, (decay, p, same) -> p.times(1 - learningRate * decay));
  }

  /** What is done with a parameter that shrinks. */
  @FunctionalInterface
  interface Decayed {
    Tensor apply(double rate, Tensor parameter, Tensor other);
  }

  /** {@return the other tree, with the result of a function for each parameter that shrinks} */
  Parameters zip(Parameters ps, Parameters other, Decayed function) {
    if (rate == 0) {
      return other;
    }
    List<Tensor> results = new ArrayList<>(other.tensors());
    for (int i = 0; i < results.size(); i++) {
      if (mask.test(other.paths().get(i))) {
        results.set(i, function.apply(rate, ps.tensors().get(i), results.get(i)));
      }
    }
    return other.withTensors(results);
  }
}
