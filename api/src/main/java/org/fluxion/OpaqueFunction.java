package org.fluxion;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * A function of plain numbers, such as a simulation or a call into another library, that no
 * derivative can see into.
 *
 * <p>It takes the elements of a tensor of any shape in row-major order. A backend that only calls
 * functions, such as {@code finite}, differentiates it as it is. Inside an exact derivative it
 * would be a constant and its derivative silently zero; so there it is refused, unless a {@link
 * DifferentiateWith} around it says which backend is to differentiate it:
 *
 * <pre>{@code
 * var simulation = OpaqueFunction.scalar(p -> simulate(p[0], p[1]));
 * gradient(Backends.named("finite"), simulation, x);
 * var inside = DifferentiateWith.of(simulation::apply, Backends.named("finite"));
 * gradient(Backends.named("reverse"), z -> inside.apply(z.exp()), x);
 * }</pre>
 *
 * <p>Immutable, and usable from any thread if the function is.
 */
public final class OpaqueFunction implements Differentiable<Tensor> {
  private final String kind;
  private final UnaryOperator<Tensor> function;

  private OpaqueFunction(String kind, UnaryOperator<Tensor> function) {
    this.kind = kind;
    this.function = function;
  }

  /**
   * {@return a function with one number as its value, a tensor of rank 0}
   *
   * @param f is given an array of its own with each call; may return NaN or infinity
   */
  public static OpaqueFunction scalar(ToDoubleFunction<double[]> f) {
    Call.requireGiven("OpaqueFunction", "f", f);
    return new OpaqueFunction("scalar", x -> Tensor.scalar(f.applyAsDouble(x.toArray())));
  }

  /**
   * {@return a function with an array as its value, a tensor of rank 1}
   *
   * @param f is given an array of its own with each call; what it returns is copied and may be of
   *     any length, but not null
   */
  public static OpaqueFunction vector(UnaryOperator<double[]> f) {
    Call.requireGiven("OpaqueFunction", "f", f);
    return new OpaqueFunction("vector", x -> Tensor.vector(checked(f.apply(x.toArray()))));
  }

  /**
   * {@return the value at x}
   *
   * @throws UnsupportedDerivativeException if a derivative watches x
   * @throws FluxionException if the function returned null
   */
  @Override
  public Tensor apply(Tensor x) {
    if (x instanceof Tracer tracer) {
      throw new UnsupportedDerivativeException(
          "opaque function: its argument of shape "
              + x.shape()
              + " is watched by "
              + tracer.interpreter()
              + ", which cannot see into a function of double[]. Differentiate with a backend that"
              + " only calls functions, such as Backends.named(\"finite\"), or wrap the function in"
              + " DifferentiateWith.of(f, Backends.named(\"finite\"))");
    }
    return function.apply(x);
  }

  /** {@return of which kind its values are} */
  @Override
  public String toString() {
    return "OpaqueFunction[" + kind + "]";
  }

  private static double[] checked(double[] result) {
    if (result == null) {
      throw new FluxionException("opaque function: it returned null; return an array of results");
    }
    return result;
  }
}
