package org.fluxion.nested;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each inner operator in each outer one, wherever the inner function has its parameter: nothing of
 * its derivative is dropped. The expected numbers are single derivatives of closed forms.
 */
class EveryInnerCallTest {
  /** The same sums in another order: rounding is all that may differ. */
  private static final double ROUNDING = 1e-12;

  private static final Tensor Z = Tensor.vector(1.3, 0.6, -0.8);
  private static final Tensor TANGENT = Tensor.vector(0.5, -1, 2);
  private static final Tensor V = Tensor.vector(-0.4, 1.1, 0.9);

  private static final List<String> OUTER = List.of("forward", "reverse", "mixed");

  /** Inner backends for all functions, and those whose way is for functions that show theirs. */
  private static final List<String> INNER = List.of("forward", "reverse", "mixed");

  private static final List<String> INNER_OF_SHOWN =
      List.of(
          "mixed(nested=off)",
          "mixed(nested=forwardOverReverse)",
          "mixed(nested=reverseOverForward)",
          "forward(nested=recompute)",
          "mixed(nested=recompute)");

  /** What of an inner call depends on the outer variable z. */
  private enum Moving {
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

  @TestFactory
  Stream<DynamicTest> nothingIsDropped() {
    return Stream.concat(ScalarCalls.all(), VectorCalls.all())
        .flatMap(
            call ->
                Stream.of(Hiding.values())
                    .map(hiding -> dynamicTest(call + ", p " + hiding, () -> check(call, hiding))));
  }

  private static void check(InnerCall call, Hiding hiding) {
    for (Moving moving : Moving.values()) {
      TensorFunction closed =
          z -> call.closed().at(moving.point(call.point(), z), z, moving.vector(V, z));
      Stream.concat(INNER.stream(), hiding.shown() ? INNER_OF_SHOWN.stream() : Stream.empty())
          .forEach(
              inner -> {
                Backend by = Backends.named(inner);
                TensorFunction nested =
                    z ->
                        call.by()
                            .at(
                                by,
                                hiding.of(call.f(), z),
                                moving.point(call.point(), z),
                                moving.vector(V, z));
                for (String outer : OUTER) {
                  compare(outer, closed, nested, outer + " over " + inner + ", " + moving);
                }
              });
    }
  }

  private static void compare(String spec, TensorFunction closed, TensorFunction nested, String s) {
    Backend outer = Backends.named(spec);
    Tensor value = closed.apply(Z);
    assertClose(value, nested.apply(Z), ROUNDING, s + ": value");
    Tensor cotangent = value.cos().plus(0.5);
    assertClose(
        pullback(outer, closed, Z, cotangent),
        pullback(outer, nested, Z, cotangent),
        ROUNDING,
        s + ": pullback");
    assertClose(
        pushforward(outer, closed, Z, TANGENT),
        pushforward(outer, nested, Z, TANGENT),
        ROUNDING,
        s + ": pushforward");
    assertClose(
        gradient(outer, closed.andThen(y -> y.square().sum()), Z),
        gradient(outer, nested.andThen(y -> y.square().sum()), Z),
        ROUNDING,
        s + ": gradient");
    assertClose(jacobian(outer, closed, Z), jacobian(outer, nested, Z), ROUNDING, s + ": jacobian");
  }
}
