package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.Parameterized;
import org.fluxion.TensorFunction;
import org.fluxion.WithParams;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** Of family 7: functions with state, such as dropout, whose every call draws another mask. */
final class StateRules {
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9, 1.4, -0.3, 0.8);
  private static final Tensor P = Tensor.vector(1.3, 0.4, -0.8, 1.1, 0.7, -0.6);
  private static final Tensor V = Tensor.vector(1, -2, 0.5, 0.25, -1, 3);

  private StateRules() {}

  /** The function sin(m p x), with a mask m that changes from call to call. */
  private static final class Dropout implements Parameterized<Tensor, Tensor> {
    private final Tensor parameters;
    private final Set<Integer> seen = new CopyOnWriteArraySet<>();
    private int key;

    Dropout(Tensor parameters) {
      this.parameters = parameters;
    }

    @Override
    public Tensor parameters() {
      return parameters;
    }

    /** {@return the function for one call: its mask is drawn here, and once} */
    @Override
    public WithParams<Tensor, Tensor> function() {
      int frozen = key++;
      return (x, p) -> {
        seen.add(frozen);
        return x.times(p).times(mask(frozen)).sin();
      };
    }
  }

  /** {@return which elements are dropped under a key; the others are scaled up} */
  private static Tensor mask(int key) {
    double[] mask = new double[X.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (i + key) % 3 == 0 ? 0 : 1.5;
    }
    return Tensor.vector(mask);
  }

  /** An operator, and what it gives for y = sin(a x) with a factor a for each element. */
  private record Case(String operator, int order, Run run, TensorFunction closed) {
    /** Applies the operator. */
    @FunctionalInterface
    interface Run {
      Tensor of(Backend backend, Parameterized<Tensor, Tensor> f);
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              "gradient",
              1,
              (b, f) -> Derivatives.gradient(b, f.andThen(y -> y.sum()), X),
              a -> a.times(X.times(a).cos())),
          new Case(
              "pushforward",
              1,
              (b, f) -> Derivatives.pushforward(b, f, X, V),
              a -> a.times(X.times(a).cos()).times(V)),
          new Case(
              "pullback",
              1,
              (b, f) -> Derivatives.pullback(b, f, X, V),
              a -> a.times(X.times(a).cos()).times(V)),
          new Case(
              "jacobian",
              1,
              (b, f) -> Derivatives.jacobian(b, f, X),
              a -> a.times(X.times(a).cos()).diag()),
          new Case(
              "hvp",
              2,
              (b, f) -> Derivatives.hvp(b, f.andThen(y -> y.sum()), X, V),
              a -> a.square().times(X.times(a).sin()).times(V).unaryMinus()),
          new Case(
              "hessian",
              2,
              (b, f) -> Derivatives.hessian(b, f.andThen(y -> y.sum()), X),
              a -> a.square().times(X.times(a).sin()).unaryMinus().diag()));

  static List<Rule> all() {
    return List.of(
        Rule.found(
            "B7.8",
            Level.REQUIRED,
            "every sweep of a call sees the same state",
            "An owned function draws its dropout mask once a call; a sweep with another mask"
                + " differentiates another function.",
            subject ->
                CASES.stream()
                    .flatMap(
                        c ->
                            Stream.of(
                                new Item(
                                    c.operator(),
                                    c.operator(),
                                    "dropout",
                                    () -> sameState(subject, c)),
                                new Item(
                                    c.operator() + ", by the parameters from outside",
                                    c.operator(),
                                    "dropout inside another derivative",
                                    () -> sameStateInside(subject, c))))),
        Rule.once(
            "B7.9",
            Level.OPTIONAL,
            "what f drew is not drawn again",
            "What records has called f, and a pullback goes with the value that it handed out.",
            "a mask that f draws itself",
            StateRules::drawnOnce));
  }

  private static void sameState(Subject subject, Case c) {
    subject.requireOrder(c.order());
    Dropout f = new Dropout(P);
    for (int call = 0; call < 2; call++) {
      f.seen.clear();
      Tensor got = c.run().of(subject.backend(), f);
      oneMask(f);
      Tensor factor = P.times(mask(f.seen.iterator().next()));
      Expect.close(c.closed().apply(factor), got, subject.tolerance(c.order()), "call " + call, X);
    }
  }

  private static void sameStateInside(Subject subject, Case c) {
    subject.requireOrder(c.order());
    subject.requireTraced();
    for (Backend inner : Natural.both(subject.backend())) {
      try (Duals outer = new Duals()) {
        Tensor p = outer.moving(P, V);
        Dropout f = new Dropout(p);
        Tensor got = c.run().of(inner, f);
        oneMask(f);
        Tensor expected = c.closed().apply(p.times(mask(f.seen.iterator().next())));
        Expect.close(outer.tangent(expected), outer.tangent(got), subject.tolerance(2), "by p", P);
      }
    }
  }

  private static void oneMask(Dropout f) {
    Expect.that(f.seen.size() == 1, "sweeps saw other states", X, "one key", f.seen);
  }

  private static void drawnOnce(Subject subject) {
    if (!subject.capabilities().records()
        || !subject.capabilities().directions().contains(Direction.REVERSE)) {
      throw new Skip("the backend declares no pullback of its own from a record");
    }
    AtomicInteger calls = new AtomicInteger();
    Differentiable<Tensor> f = x -> x.square().times(mask(calls.getAndIncrement()));
    Linearization at = subject.linearizeOne(f, X);
    List<Tensor> pulled = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pulled.add(at.pullback(V)[0]);
    }
    Tensor mask = at.values()[0].div(X.square());
    for (Tensor cotangent : pulled) {
      Expect.close(
          mask.times(X).times(V).times(2),
          cotangent,
          subject.tolerance(1),
          "pullback beside the value " + at.values()[0],
          X);
    }
  }
}
