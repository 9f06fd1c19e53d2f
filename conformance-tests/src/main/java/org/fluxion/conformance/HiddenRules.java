package org.fluxion.conformance;

import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.FluxionException;
import org.fluxion.TensorFunction;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * Of family 4, the hunt for derivatives that are dropped in silence: each inner operator, wherever
 * its function has the parameter that an outer derivative watches. Right or refused; never zero
 * without a word.
 */
final class HiddenRules {
  private static final Tensor Z = Tensor.vector(1.3, 0.6, -0.8);
  private static final Tensor TANGENT = Tensor.vector(0.5, -1, 2);
  private static final Tensor V = Tensor.vector(-0.4, 1.1, 0.9);

  private HiddenRules() {}

  /** What of an inner call depends on the outer variable z. */
  enum Moving {
    PARAMETER,
    PARAMETER_AND_POINT,
    PARAMETER_AND_VECTOR,
    ALL;

    Tensor point(Tensor x, Tensor z) {
      if (this == PARAMETER || this == PARAMETER_AND_VECTOR) {
        return x;
      }
      return x.times(z.square().sum().times(0.3));
    }

    Tensor vector(Tensor v, Tensor z) {
      return this == PARAMETER || this == PARAMETER_AND_POINT ? v : v.times(z.cos());
    }
  }

  /** A program that contains an inner call, and what it computes, in closed form. */
  private record Pair(TensorFunction nested, TensorFunction closed) {
    static Pair of(InnerCall call, Hiding hiding, Moving moving, Backend inner) {
      return new Pair(
          z ->
              call.by()
                  .at(
                      inner,
                      hiding.in().hide(call.f(), z),
                      moving.point(call.point(), z),
                      moving.vector(V, z)),
          z -> call.closed().at(moving.point(call.point(), z), z, moving.vector(V, z)));
    }
  }

  static List<Rule> all() {
    return List.of(
        Rule.found(
            "B4.9",
            Level.REQUIRED,
            "no hidden parameter is dropped",
            "Wherever a function has its parameter, an outer derivative by it is right, or refused"
                + " with an error.",
            HiddenRules::hunt),
        Rule.found(
            "B4.10",
            Level.RECOMMENDED,
            "no hidden parameter is dropped between engines",
            "The same in both directions of another engine, and with the other engine inside.",
            HiddenRules::between));
  }

  private static Stream<Item> hunt(Subject subject) {
    return InnerCall.all().stream()
        .flatMap(
            call ->
                Hiding.ALL.stream()
                    .map(
                        hiding ->
                            new Item(
                                call.name() + ", p " + hiding.place(),
                                call.operator(),
                                "p " + hiding.place(),
                                () -> underDuals(subject, call, hiding))));
  }

  /** The kit's own duals are the outer derivative. */
  static void underDuals(Subject subject, InnerCall call, Hiding hiding) {
    subject.requireOrder(call.order());
    for (Backend inner : Natural.both(subject.backend())) {
      for (Moving moving : Moving.values()) {
        Pair pair = Pair.of(call, hiding, moving, inner);
        try (Duals outer = new Duals()) {
          Tensor z = outer.moving(Z, TANGENT);
          Tensor expected = pair.closed().apply(z);
          Tensor got = refusedOr(() -> pair.nested().apply(z));
          Tolerance tolerance = subject.tolerance(2);
          String what = moving + " by z: ";
          Expect.close(value(expected), value(got), tolerance, what + "value", Z);
          Expect.close(outer.tangent(expected), outer.tangent(got), tolerance, what + "tangent", Z);
        }
      }
    }
  }

  /** What may be refused. */
  @FunctionalInterface
  private interface Attempt {
    Tensor run();
  }

  /** A refusal is no answer, but it drops nothing. */
  private static Tensor refusedOr(Attempt attempt) {
    try {
      return attempt.run();
    } catch (FluxionException refusal) {
      throw new Skip("refused, not dropped: " + refusal.getMessage());
    }
  }

  private static Tensor value(Tensor tensor) {
    return tensor instanceof Tracer tracer ? tracer.primal() : tensor;
  }

  private static Stream<Item> between(Subject subject) {
    return InnerCall.all().stream()
        .map(
            call ->
                new Item(
                    call.name(),
                    call.operator(),
                    "p shown, hidden, and shown in part, with each backend",
                    () -> between(subject, call)));
  }

  private static void between(Subject subject, InnerCall call) {
    subject.requireTraced();
    subject.requireOrder(call.order());
    List<Backend> others = new ArrayList<>(Others.of(subject.backend()));
    if (subject.isExact() && subject.capabilities().highestOrder() > call.order()) {
      others.add(subject.backend());
    }
    int tried = 0;
    for (Backend other : others) {
      if (!subject.isExact() && !subject.of(other).isExact()) {
        continue;
      }
      for (Hiding hiding : Hiding.KINDS) {
        between(subject, call, hiding, subject.backend(), other);
        between(subject, call, hiding, other, subject.backend());
        tried++;
      }
    }
    if (tried == 0) {
      throw new Skip(Others.NONE);
    }
  }

  static void between(
      Subject subject, InnerCall call, Hiding hiding, Backend outer, Backend inner) {
    if (call.order() > inner.capabilities().highestOrder()) {
      return;
    }
    Pair pair = Pair.of(call, hiding, Moving.ALL, inner);
    Tensor jacobian = jacobian(pair.closed());
    Tensor cotangent = pair.closed().apply(Z).cos().plus(0.5);
    Tolerance tolerance = subject.of(outer).tolerance(2).orLooser(subject.of(inner).tolerance(2));
    String what = ", p " + hiding.place() + ", " + outer.name() + " over " + inner.name();
    Expect.close(
        jacobian.matmul(TANGENT),
        pushforward(outer, pair.nested(), Z, TANGENT),
        tolerance,
        "pushforward" + what,
        Z);
    Expect.close(
        jacobian.transpose().matmul(cotangent),
        pullback(outer, pair.nested(), Z, cotangent),
        tolerance,
        "pullback" + what,
        Z);
  }

  /** {@return the Jacobian at Z, by the kit's own duals} */
  private static Tensor jacobian(TensorFunction f) {
    Tensor[] columns = new Tensor[Z.size()];
    for (int i = 0; i < columns.length; i++) {
      try (Duals duals = new Duals()) {
        columns[i] = duals.tangent(f.apply(duals.moving(Z, Tensor.eye(Z.size()).get(i))));
      }
    }
    return Tensor.stack(1, columns);
  }
}
