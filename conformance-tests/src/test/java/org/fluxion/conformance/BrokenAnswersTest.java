package org.fluxion.conformance;

import static org.fluxion.conformance.Broken.assertBroken;
import static org.fluxion.conformance.Broken.assertBrokenButNot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;

/** The kit finds derivatives that are wrong, and the rule that fails names the fault. */
class BrokenAnswersTest {
  /** A wrong rule of a primitive: its tangent, from operands, result and the operands' tangents. */
  @FunctionalInterface
  private interface Wrong {
    Tensor tangent(Tensor[] x, Tensor y, Tensor[] tangents);
  }

  private static TinyForward withRule(String name, Wrong wrong) {
    return new TinyForward() {
      @Override
      Tensor tangent(Primitive primitive, Tensor[] primals, Linearized at, Tensor[] tangents) {
        return primitive.name().equals(name)
            ? wrong.tangent(primals, at.value(), tangents)
            : super.tangent(primitive, primals, at, tangents);
      }
    };
  }

  @Test
  void goodOnesBreakNothing() {
    assertEquals(Set.of(), Broken.rules(new Faulty()));
    assertEquals(Set.of(), Broken.rules(new TinyForward()));
    assertEquals(Set.of(), Broken.rules(new TinyReverse()));
  }

  @Test
  void aWrongSignInThePullback() {
    assertBrokenButNot(
        Faulty.pulling(Tensor::unaryMinus),
        "B3.1",
        "B1.4",
        "B1.5",
        "B1.10",
        "B1.11",
        "B1.12",
        "B1.23",
        "B3.3",
        "B3.4",
        "B3.5",
        "B3.6",
        "B6.1",
        "B7.2",
        "B8.2",
        "B9.4",
        "B11.4");
  }

  @Test
  void aWrongRuleForExp() {
    assertBrokenButNot(
        withRule("exp", (x, y, t) -> y.times(t[0]).times(1.01)),
        "B1.4",
        "B2.3",
        "B3.1",
        "B3.3",
        "B3.4",
        "B4.6",
        "B4.7",
        "B6.1",
        "B6.3",
        "B6.4",
        "B6.9",
        "B6.10",
        "B7.1",
        "B7.4",
        "B7.7",
        "B8.2",
        "B9.4",
        "B10.1",
        "B11.1");
  }

  @Test
  void wrongOnlyFromRankTwoOn() {
    assertBrokenButNot(
        new TinyForward() {
          @Override
          Tensor tangent(Primitive primitive, Tensor[] primals, Linearized at, Tensor[] tangents) {
            Tensor right = super.tangent(primitive, primals, at, tangents);
            boolean wrong = primitive.name().equals("times") && at.value().rank() >= 2;
            return wrong && right != null ? right.times(1.01) : right;
          }
        },
        "B1.4",
        "B1.10",
        "B1.11",
        "B3.9",
        "B2.3",
        "B3.1",
        "B3.3",
        "B3.4",
        "B4.6",
        "B4.7",
        "B6.1",
        "B6.3",
        "B6.4",
        "B6.9",
        "B6.10",
        "B7.1",
        "B7.4",
        "B7.7",
        "B8.2",
        "B9.4",
        "B10.1",
        "B11.1");
  }

  @Test
  void wrongOnlyAtSecondOrder() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearizeGradient(MultiFunction f, Tensor... at) {
            UnaryOperator<Tensor> wrong = t -> t.times(1.01);
            return new Given(super.linearizeGradient(f, at)) {
              @Override
              public Tensor[] pushforward(Tensor... tangents) {
                return each(super.pushforward(tangents), wrong);
              }

              @Override
              public Tensor[] pushforwardBatch(Tensor... tangents) {
                return each(super.pushforwardBatch(tangents), wrong);
              }
            };
          }
        },
        "B3.8",
        "B1.8",
        "B1.9",
        "B1.16",
        "B1.17",
        "B1.18",
        "B1.19",
        "B1.20",
        "B1.21",
        "B1.22",
        "B3.10",
        "B4.9",
        "B4.10",
        "B5.1",
        "B5.2",
        "B6.2",
        "B7.8",
        "B11.3");
  }

  @Test
  void notANumberWhereZeroMeetsAnInfiniteSlope() {
    assertBroken(
        withRule("sqrt", (x, y, t) -> y.times(2).reciprocal().times(t[0])), "B2.4", "B2.2", "B5.5");
  }

  @Test
  void anotherConventionForReluAtZero() {
    assertBroken(withRule("relu", (x, y, t) -> x[0].greaterOrEqual(0).times(t[0])), "B2.1", "B5.5");
  }

  @Test
  void aSlopeThatCancelsFarOut() {
    assertBroken(
        withRule("sigmoid", (x, y, t) -> y.times(y.unaryMinus().plus(1)).times(t[0])),
        "B2.5",
        "B5.5");
  }

  @Test
  void goesThroughTheBranchThatIsNotTaken() {
    assertBroken(
        withRule(
            "where",
            (x, y, t) -> {
              Tensor a = Trial.filled(t[1], x[1].shape());
              Tensor b = Trial.filled(t[2], x[2].shape());
              return x[0].times(a).plus(x[0].unaryMinus().plus(1).times(b));
            }),
        "B2.2",
        "B2.4",
        "B5.5");
  }

  @Test
  void differentiatesThroughStopGradient() {
    assertBroken(withRule("stopGradient", (x, y, t) -> t[0]), "B2.3", "B5.5", "B11.2", "B11.3");
  }

  @Test
  void pushesForwardWhereItShouldPullBack() {
    assertBrokenButNot(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                Tensor[] right = super.pullback(cotangents);
                boolean square =
                    right.length == 1
                        && cotangents.length == 1
                        && right[0].shape().equals(cotangents[0].shape());
                return square ? super.pushforward(cotangents) : right;
              }
            };
          }
        },
        "B3.1",
        "B1.4",
        "B1.10",
        "B3.3",
        "B3.7",
        "B6.1",
        "B6.5",
        "B7.1",
        "B8.2",
        "B9.4",
        "B10.1",
        "B11.4");
  }

  @Test
  void computesInSinglePrecision() {
    assertBrokenButNot(
        Faulty.pulling(BrokenAnswersTest::inSinglePrecision),
        "B3.9",
        "B1.4",
        "B1.10",
        "B2.1",
        "B2.3",
        "B3.3",
        "B6.1",
        "B6.4",
        "B7.2",
        "B7.6",
        "B8.2",
        "B9.4",
        "B10.1",
        "B11.4");
  }

  private static Tensor inSinglePrecision(Tensor tensor) {
    return tensor instanceof Tracer
        ? tensor
        : tensor.plus(tensor.times(1 << 29)).minus(tensor.times(1 << 29));
  }

  @Test
  void differencesThatAreDeclaredExact() {
    assertBrokenButNot(
        new Faulty("finite") {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().withAccuracy(0);
          }
        },
        "B3.9",
        "B3.4",
        "B4.5",
        "B6.1",
        "B6.3",
        "B6.4",
        "B6.6",
        "B7.1",
        "B7.4",
        "B8.5",
        "B9.4");
  }

  @Test
  void aBatchOfTangentsInAnotherOrder() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pushforwardBatch(Tensor... tangents) {
                return each(super.pushforwardBatch(tangents), t -> t.flip(0));
              }
            };
          }
        },
        "B1.23",
        "B1.13",
        "B1.14",
        "B1.16",
        "B1.17",
        "B1.18",
        "B1.20",
        "B1.21",
        "B1.22",
        "B3.2",
        "B3.5",
        "B4.9",
        "B4.10",
        "B5.1",
        "B5.2",
        "B7.8");
  }

  @Test
  void theRowsOfABatchThatDoNotFillASweep() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pullbackBatch(Tensor... cotangents) {
                return each(super.pullbackBatch(cotangents), t -> cut(t, 16));
              }
            };
          }

          private Tensor cut(Tensor rows, int batch) {
            int count = rows.shape().get(0);
            int kept = count > batch ? count / batch * batch : count;
            return rows.slice(0, 0, kept).pad(0, 0, count - kept);
          }
        },
        "B1.24");
  }

  @Test
  void aReflectionThatIsLeftOut() {
    assertBroken(
        withRule("lgamma", (x, y, t) -> x[0].maximum(-2.25).digamma().times(t[0])), "B2.6");
  }
}
