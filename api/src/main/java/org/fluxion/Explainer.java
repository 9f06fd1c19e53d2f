package org.fluxion;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.fluxion.internal.registry.NestedRules;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator by name with a backend that keeps count, so that what is told is what happens.
 *
 * <p>Where an operator takes a tangent or vector, the run takes x itself; for a cotangent it takes
 * ones.
 */
final class Explainer {
  private static final Map<String, Operator> OPERATORS = new TreeMap<>();

  static {
    OPERATORS.put("gradient", new Operator(1, Direction.REVERSE, Explainer::gradient));
    OPERATORS.put(
        "valueAndGradient", new Operator(1, Direction.REVERSE, Explainer::valueAndGradient));
    OPERATORS.put("pullback", new Operator(1, Direction.REVERSE, Explainer::pullback));
    OPERATORS.put(
        "valueAndPullback", new Operator(1, Direction.REVERSE, Explainer::valueAndPullback));
    OPERATORS.put("pushforward", new Operator(1, Direction.FORWARD, Explainer::pushforward));
    OPERATORS.put(
        "valueAndPushforward", new Operator(1, Direction.FORWARD, Explainer::valueAndPushforward));
    OPERATORS.put("derivative", new Operator(1, Direction.FORWARD, Explainer::derivative));
    OPERATORS.put(
        "valueAndDerivative", new Operator(1, Direction.FORWARD, Explainer::valueAndDerivative));
    OPERATORS.put("jacobian", new Operator(1, null, Explainer::jacobian));
    OPERATORS.put("valueAndJacobian", new Operator(1, null, Explainer::valueAndJacobian));
    OPERATORS.put("batchedJacobian", new Operator(1, null, Explainer::batchedJacobian));
    OPERATORS.put("secondDerivative", new Operator(2, null, Explainer::secondDerivative));
    OPERATORS.put("hvp", new Operator(2, Direction.REVERSE, Explainer::hvp));
    OPERATORS.put("gradientAndHvp", new Operator(2, Direction.REVERSE, Explainer::gradientAndHvp));
    OPERATORS.put("hessian", new Operator(2, Direction.REVERSE, Explainer::hessian));
    OPERATORS.put(
        "valueGradientAndHessian",
        new Operator(2, Direction.REVERSE, Explainer::valueGradientAndHessian));
    OPERATORS.put("laplacian", new Operator(2, Direction.REVERSE, Explainer::laplacian));
  }

  private Explainer() {}

  static <X> Explanation explain(Backend backend, String name, Differentiable<? super X> f, X x) {
    Call.requireGiven("explain", "backend", backend);
    Call.requireGiven("explain", "operator", name);
    Call.requireGiven("explain", "f", f);
    Operator operator = OPERATORS.get(name);
    if (operator == null) {
      throw new FluxionException(
          "explain: there is no operator \"" + name + "\"; there are " + OPERATORS.keySet());
    }
    Tally tally = Tally.of(backend);
    AtomicLong evaluations = new AtomicLong();
    Call<X> call = Call.of(name, operator.order, tally, counted(f, evaluations), x);
    operator.run.at(call, x, () -> f.apply(x));
    return new Explanation(
        name,
        backend.name(),
        operator.engines(backend),
        operator.isNative(backend),
        evaluations.get(),
        tally.pushforwards().get(),
        tally.pullbacks().get(),
        nesting(backend, f));
  }

  /** {@return the function, its calls counted, showing what it showed before} */
  private static <X> Differentiable<? super X> counted(
      Differentiable<? super X> f, AtomicLong count) {
    if (f instanceof Parameterized<? super X, ?> shown) {
      return countedShown(shown, count);
    }
    if (f instanceof FixedInput<?, ? super X> fixed) {
      return countedFixed(fixed, count);
    }
    return x -> {
      count.incrementAndGet();
      return f.apply(x);
    };
  }

  private static <X, P> FixedParams<X, P> countedShown(Parameterized<X, P> f, AtomicLong count) {
    WithParams<X, P> function = f.function();
    return new FixedParams<>(
        (x, ps) -> {
          count.incrementAndGet();
          return function.apply(x, ps);
        },
        f.parameters());
  }

  private static <I, P> FixedInput<I, P> countedFixed(FixedInput<I, P> f, AtomicLong count) {
    return new FixedInput<>(
        (x, ps) -> {
          count.incrementAndGet();
          return f.function().apply(x, ps);
        },
        f.input());
  }

  private static String nesting(Backend backend, Differentiable<?> f) {
    Nesting nesting = NestedRules.nesting(backend);
    if (nesting == Nesting.NATURAL) {
      return "engine in engine, since the nested rule is switched off or not on the class path";
    }
    if (!(f instanceof Parameterized || f instanceof FixedInput)) {
      return "engine in engine, since f does not show its parameters; FixedParams would";
    }
    return "the nested rule (" + nesting.option() + "), since f shows what it depends on";
  }

  /**
   * An operator.
   *
   * @param order of derivative
   * @param direction that it needs, at second order for the inner derivative; null if it takes
   *     either
   * @param run at a point; the value there is for those that need its shape
   */
  private record Operator(int order, @Nullable Direction direction, Run run) {
    boolean isNative(Backend backend) {
      if (direction == null) {
        return true;
      }
      Backend asked = order == 2 ? backend.inner() : backend;
      return asked.preferred(direction).capabilities().directions().contains(direction);
    }

    String engines(Backend backend) {
      if (order == 2) {
        return backend.outer().name() + " over " + backend.inner().name();
      }
      return (direction == null ? backend : backend.preferred(direction)).name();
    }
  }

  /** Runs an operator for a function and a point of any type. */
  @FunctionalInterface
  private interface Run {
    <X> void at(Call<X> call, X x, Supplier<Tensor> value);
  }

  private static <X> void gradient(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.gradient(call);
  }

  private static <X> void valueAndGradient(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.valueAndGradient(call);
  }

  private static <X> void pullback(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.pullback(call, Tensor.ones(value.get().shape().toArray()));
  }

  private static <X> void valueAndPullback(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.valueAndPullback(call, Tensor.ones(value.get().shape().toArray()));
  }

  private static <X> void pushforward(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.pushforward(call, x);
  }

  private static <X> void valueAndPushforward(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.valueAndPushforward(call, x);
  }

  private static <X> void derivative(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.derivative(ofTensor(call));
  }

  private static <X> void valueAndDerivative(Call<X> call, X x, Supplier<Tensor> value) {
    FirstOrder.valueAndDerivative(ofTensor(call));
  }

  private static <X> void jacobian(Call<X> call, X x, Supplier<Tensor> value) {
    Jacobians.jacobian(ofTensor(call));
  }

  private static <X> void valueAndJacobian(Call<X> call, X x, Supplier<Tensor> value) {
    Jacobians.valueAndJacobian(ofTensor(call));
  }

  private static <X> void batchedJacobian(Call<X> call, X x, Supplier<Tensor> value) {
    Jacobians.ofRows(ofTensor(call));
  }

  private static <X> void secondDerivative(Call<X> call, X x, Supplier<Tensor> value) {
    SecondOrder.secondDerivative(ofTensor(call));
  }

  private static <X> void hvp(Call<X> call, X x, Supplier<Tensor> value) {
    SecondOrder.hvp(call, x);
  }

  private static <X> void gradientAndHvp(Call<X> call, X x, Supplier<Tensor> value) {
    SecondOrder.gradientAndHvp(call, x);
  }

  private static <X> void hessian(Call<X> call, X x, Supplier<Tensor> value) {
    SecondOrder.hessian(ofTensor(call));
  }

  private static <X> void valueGradientAndHessian(Call<X> call, X x, Supplier<Tensor> value) {
    SecondOrder.valueGradientAndHessian(ofTensor(call));
  }

  private static <X> void laplacian(Call<X> call, X x, Supplier<Tensor> value) {
    SecondOrder.laplacian(ofTensor(call));
  }

  @SuppressWarnings("unchecked") // checked: the structure is one tensor
  private static Call<Tensor> ofTensor(Call<?> call) {
    if (!call.structure.isTensor()) {
      throw new StructureException(call.operator + ": takes one tensor, not a structure");
    }
    return (Call<Tensor>) call;
  }
}
