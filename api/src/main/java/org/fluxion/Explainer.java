package org.fluxion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxion.internal.registry.NestedRules;
import org.fluxion.internal.registry.Registry;
import org.fluxion.internal.structure.Structure;
import org.fluxion.interpreters.Counting;
import org.fluxion.interpreters.Counts;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Runs an operator by name with a backend that keeps count, so that what is told is what happens;
 * then again under a counting interpreter, by itself and inside a gradient in every way.
 */
final class Explainer<X> {
  private final Backend backend;
  private final ExplainedOperator operator;
  private final Call<X> call;
  private final X x;
  private final Observed<X> f;

  private Explainer(Backend backend, ExplainedOperator operator, Call<X> call, X x, Observed<X> f) {
    this.backend = backend;
    this.operator = operator;
    this.call = call;
    this.x = x;
    this.f = f;
  }

  static <X> Explanation explain(Backend backend, String name, Differentiable<? super X> f, X x) {
    Call.requireGiven("explain", "backend", backend);
    Call.requireGiven("explain", "operator", name);
    Call.requireGiven("explain", "f", f);
    ExplainedOperator operator = ExplainedOperator.of(name);
    Observed<X> observed = new Observed<>(f);
    Call<X> call = Call.of(name, operator.order(), backend, observed.function(), x);
    Explainer<X> explainer = new Explainer<>(backend, operator, call, x, observed);
    return explainer.explained(name);
  }

  private Explanation explained(String name) {
    Tally tally = Tally.of(backend);
    sweep(name, tally);
    long evaluations = f.evaluations();
    return new Explanation(
        name,
        backend.name(),
        operator.engines(backend),
        operator.isNative(backend),
        evaluations,
        tally.pushforwards().get(),
        tally.pullbacks().get(),
        backend.capabilities().traced() ? counted(nestedBy(backend)) : Optional.empty(),
        isFollowed() ? counted(gradientOf(this::value)) : Optional.empty(),
        nesting(),
        ways());
  }

  /** The pullback of ones is the gradient of the sum, and does not need to know f's shape first. */
  private void sweep(String name, Tally tally) {
    if (operator.kind().takesCotangent()) {
      Call<X> summed = Call.of(name, 1, tally, f.summed(), x);
      if (operator.kind().isGradient()) {
        FirstOrder.gradient(summed);
      } else {
        FirstOrder.valueAndGradient(summed);
      }
    } else {
      operator.run().at(call.by(tally), x, Tensor.scalar(1));
    }
  }

  /**
   * {@return what a computation of x, of all that f shows, and of a number 1 costs, if f can be
   * looked into}
   */
  private Optional<Counts> counted(MultiFunction work) {
    try (Counting counting = new Counting()) {
      Tensor[] watched = TensorLists.join(call.at, call.fixed(), new Tensor[] {Tensor.scalar(1)});
      Arrays.setAll(watched, i -> counting.watch(watched[i]));
      long before = f.evaluations();
      work.apply(watched);
      Counts counts = counting.counts();
      return Optional.of(
          new Counts(
              counts.primitives(),
              counts.multiplyAdds(),
              counts.bytes(),
              f.evaluations() - before));
    } catch (UnsupportedDerivativeException opaque) {
      return Optional.empty();
    }
  }

  private Tensor[] value(Tensor... tensors) {
    Call<X> at = at(call, tensors);
    return at.f.apply(at.at);
  }

  private MultiFunction nestedBy(Backend nesting) {
    return tensors ->
        Structure.of(
                "explain",
                "result",
                operator
                    .run()
                    .at(at(call.by(nesting), tensors), x, Tensor.ones(f.shape().toArray())))
            .leaves();
  }

  /** {@return the gradient of the sum of all results by all tensors, the last as its cotangent} */
  private MultiFunction gradientOf(MultiFunction results) {
    Backend outer =
        (NestedRules.find().isPresent() ? Backends.named("mixed") : backend)
            .preferred(Direction.REVERSE);
    MultiFunction sum =
        tensors -> {
          Tensor total = Tensor.scalar(0);
          for (Tensor result : results.apply(tensors)) {
            total = total.plus(result.sum());
          }
          return new Tensor[] {total};
        };
    return tensors -> {
      int last = tensors.length - 1;
      return Linearizations.complete(outer, sum, TensorLists.first(last, tensors))
          .pullback(tensors[last]);
    };
  }

  private Call<X> at(Call<X> of, Tensor[] tensors) {
    int leaves = call.at.length;
    int all = leaves + call.fixed().length;
    return of.moved(TensorLists.first(leaves, tensors), TensorLists.between(leaves, all, tensors));
  }

  private String nesting() {
    String found =
        switch (taken()) {
          case NATURAL -> "engine in engine, since " + whyNatural();
          default -> "the nested rule (" + asked().option() + "), since f shows what it depends on";
        };
    return backend.capabilities().traced()
        ? found
        : "the value by "
            + backend.name()
            + " on plain tensors; its derivative is that of mixed: "
            + found;
  }

  private String whyNatural() {
    return asked() == Nesting.NATURAL
        ? "the nested rule is switched off or not on the class path"
        : "f does not show its parameters; FixedParams would";
  }

  private Nesting asked() {
    return NestedRules.nesting(backend);
  }

  /** {@return the way that is really gone} */
  private Nesting taken() {
    Nesting asked = asked();
    if (asked == Nesting.NATURAL || !call.shows()) {
      return Nesting.NATURAL;
    }
    return isFor(asked) && asked != Nesting.RULE ? asked : Nesting.REVERSE_OVER_REVERSE;
  }

  /** {@return whether a way is for this operator, or records it as all others do} */
  private boolean isFor(Nesting way) {
    return operator.kind().isGradient()
        || (way != Nesting.FORWARD_OVER_REVERSE && way != Nesting.REVERSE_OVER_FORWARD);
  }

  private List<NestedWay> ways() {
    List<NestedWay> ways = new ArrayList<>();
    for (Nesting way : Nesting.values()) {
      if (way != Nesting.RULE) {
        ways.add(
            new NestedWay(
                way,
                way == taken(),
                reason(way),
                isPossible(way)
                    ? counted(gradientOf(nestedBy(Registry.withNesting(backend, way))))
                    : Optional.empty()));
      }
    }
    return ways;
  }

  /** {@return whether derivatives of the backend can be differentiated, by it or for it} */
  private boolean isFollowed() {
    return backend.capabilities().traced() || NestedRules.find().isPresent();
  }

  private boolean isPossible(Nesting way) {
    return way == Nesting.NATURAL
        ? isFollowed()
        : NestedRules.find().isPresent() && call.shows() && isFor(way);
  }

  private String reason(Nesting way) {
    boolean isTaken = way == taken();
    if (isTaken && asked() == way) {
      return "as nested=" + way.option() + " asks";
    }
    if (isTaken && way != Nesting.NATURAL) {
      return isFor(asked()) ? "the default" : "as all but gradients and pullbacks";
    }
    if (NestedRules.find().isEmpty()) {
      return "the nested rule is not on the class path";
    }
    if (!call.shows()) {
      return "f does not show its parameters";
    }
    return isFor(way) ? "nested=" + way.option() + " asks for it" : "for gradients and pullbacks";
  }

  /** A function whose calls are counted, and that shows what it showed before. */
  private static final class Observed<X> {
    private final AtomicLong evaluations = new AtomicLong();
    private final Differentiable<? super X> function;
    private volatile Shape shape = Shape.SCALAR;

    Observed(Differentiable<? super X> f) {
      if (f instanceof Parameterized<? super X, ?> shown) {
        function = observed(shown);
      } else if (f instanceof FixedInput<?, ? super X> fixed) {
        function = observed(fixed);
      } else {
        function = x -> seen(f.apply(x));
      }
    }

    private <Y, P> FixedParams<Y, P> observed(Parameterized<Y, P> f) {
      WithParams<Y, P> shown = f.function();
      return new FixedParams<>((x, ps) -> seen(shown.apply(x, ps)), f.parameters());
    }

    private <I, P> FixedInput<I, P> observed(FixedInput<I, P> f) {
      return new FixedInput<>((x, ps) -> seen(f.function().apply(x, ps)), f.input());
    }

    private Tensor seen(Tensor y) {
      evaluations.incrementAndGet();
      if (y != null) {
        shape = y.shape();
      }
      return y;
    }

    Differentiable<? super X> function() {
      return function;
    }

    Differentiable<? super X> summed() {
      return function.andThen(y -> y.sum());
    }

    long evaluations() {
      return evaluations.get();
    }

    /** {@return the shape of what f returned last} */
    Shape shape() {
      return shape;
    }
  }
}
