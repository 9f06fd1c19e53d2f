package org.fluxion.conformance;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.Parameterized;
import org.fluxion.WithParams;
import org.fluxion.tensor.Tensor;

/**
 * Where a function of x alone has its parameter: in sight, or hidden.
 *
 * @param place in words
 * @param in puts it there
 */
record Hiding(String place, In in) {
  /** Makes a function of x and p one of x alone. */
  @FunctionalInterface
  interface In {
    /** {@return x ↦ f(x, p)} */
    Differentiable<Tensor> hide(BinaryOperator<Tensor> f, Tensor p);
  }

  static final List<Hiding> ALL =
      List.of(
          new Hiding("shown by FixedParams", (f, p) -> FixedParams.of(f::apply, p)),
          new Hiding("shown by an owned type", Owner::new),
          new Hiding("shown by a composition", Hiding::composed),
          new Hiding("shown in part", Hiding::shownInPart),
          new Hiding("in a lambda", (f, p) -> x -> f.apply(x, p)),
          new Hiding("in a lambda in a lambda", Hiding::inTwoLambdas),
          new Hiding("in a field", Model::new),
          new Hiding("in a method reference", (f, p) -> new Model(f, p)::evaluate),
          new Hiding("in a list", Hiding::inList),
          new Hiding("in a map", Hiding::inMap),
          new Hiding("in an array", Hiding::inArray),
          new Hiding("in a captured owned type", Hiding::inOwner),
          new Hiding("in a stream", Hiding::inStream),
          new Hiding("in a supplier", Hiding::inSupplier),
          new Hiding("in what was computed from it before", Hiding::computedBefore));

  /**
   * One that shows all, one that shows nothing, one that shows some: what engines may tell apart.
   */
  static final List<Hiding> KINDS = List.of(ALL.get(0), ALL.get(3), ALL.get(4));

  private static Differentiable<Tensor> composed(BinaryOperator<Tensor> f, Tensor p) {
    return new Owner(f, p)
        .andThen(y -> y.times(2))
        .compose((Tensor x) -> x.plus(1).minus(1))
        .andThen(y -> y.times(0.5));
  }

  private static Differentiable<Tensor> shownInPart(BinaryOperator<Tensor> f, Tensor p) {
    return FixedParams.of((x, q) -> f.apply(x, q.times(3).minus(p.times(2))), p);
  }

  private static Differentiable<Tensor> inTwoLambdas(BinaryOperator<Tensor> f, Tensor p) {
    Supplier<Differentiable<Tensor>> inner = () -> x -> f.apply(x, p);
    return x -> inner.get().apply(x);
  }

  private static Differentiable<Tensor> inList(BinaryOperator<Tensor> f, Tensor p) {
    List<Tensor> list = List.of(Tensor.zeros(3), p);
    return x -> f.apply(x, list.get(1));
  }

  private static Differentiable<Tensor> inMap(BinaryOperator<Tensor> f, Tensor p) {
    Map<String, Tensor> map = Map.of("p", p);
    return x -> f.apply(x, map.getOrDefault("p", x));
  }

  private static Differentiable<Tensor> inArray(BinaryOperator<Tensor> f, Tensor p) {
    Tensor[] array = {p};
    return x -> f.apply(x, array[0]);
  }

  private static Differentiable<Tensor> inOwner(BinaryOperator<Tensor> f, Tensor p) {
    Owner owner = new Owner(f, p);
    return x -> owner.apply(x);
  }

  private static Differentiable<Tensor> inStream(BinaryOperator<Tensor> f, Tensor p) {
    return x -> f.apply(x, Tensor.stack(0, IntStream.range(0, p.size()).mapToObj(p::get).toList()));
  }

  private static Differentiable<Tensor> inSupplier(BinaryOperator<Tensor> f, Tensor p) {
    Supplier<Tensor> supplier = () -> p;
    return x -> f.apply(x, supplier.get());
  }

  private static Differentiable<Tensor> computedBefore(BinaryOperator<Tensor> f, Tensor p) {
    Tensor half = p.times(0.5);
    return x -> f.apply(x, half.plus(half));
  }

  /** A function that owns its parameter, as a layer does. */
  private record Owner(BinaryOperator<Tensor> f, Tensor parameters)
      implements Parameterized<Tensor, Tensor> {
    @Override
    public WithParams<Tensor, Tensor> function() {
      return f::apply;
    }
  }

  /** An object of a user's own. */
  private static final class Model implements Differentiable<Tensor> {
    private final BinaryOperator<Tensor> f;
    private final Tensor p;

    Model(BinaryOperator<Tensor> f, Tensor p) {
      this.f = f;
      this.p = p;
    }

    Tensor evaluate(Tensor x) {
      return f.apply(x, p);
    }

    @Override
    public Tensor apply(Tensor x) {
      return evaluate(x);
    }
  }
}
