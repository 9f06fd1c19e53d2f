package org.fluxion.conformance;

import static org.fluxion.conformance.Broken.assertBroken;
import static org.fluxion.conformance.Broken.assertBrokenButNot;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.fluxion.FluxionException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The kit finds what goes wrong at the edges, and the rule that fails names the fault. */
class BrokenEdgesTest {
  @Test
  void dropsTheSecondUseOfAValue() {
    assertBrokenButNot(
        new TinyReverse() {
          @Override
          Tensor sum(Tensor soFar, Tensor more) {
            return more;
          }
        },
        "B6.5",
        "B2.3",
        "B3.3",
        "B6.1",
        "B6.3",
        "B6.4",
        "B6.6",
        "B7.1",
        "B7.2",
        "B8.2",
        "B9.4");
  }

  @Test
  void nullForAnArgumentThatIsNotUsed() {
    assertBrokenButNot(
        Faulty.pulling(t -> t.size() > 0 && t.isKnownZero() ? null : t),
        "B6.3",
        "B1.4",
        "B1.5",
        "B1.10",
        "B1.23",
        "B3.3",
        "B6.1",
        "B6.5",
        "B6.6",
        "B7.1",
        "B7.2",
        "B8.2",
        "B9.4");
  }

  @Test
  void aVectorOfLengthOneForANumber() {
    assertBrokenButNot(
        Faulty.pulling(t -> t.rank() == 0 ? t.reshape(1) : t),
        "B6.2",
        "B1.4",
        "B1.23",
        "B3.3",
        "B6.1",
        "B6.3",
        "B6.5",
        "B7.1",
        "B7.2",
        "B9.4",
        "B10.1");
  }

  @Test
  void refusesEmptyTensors() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            if (Arrays.stream(at).anyMatch(t -> t.size() == 0)) {
              throw new FluxionException("nothing to differentiate by");
            }
            return super.linearize(f, at);
          }
        },
        "B6.1",
        "B1.19",
        "B6.11");
  }

  @Test
  void takesOnlyTheFirstResultForOneThatMatters() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                Tensor[] first = cotangents.clone();
                for (int i = 1; i < first.length; i++) {
                  first[i] = Tensor.zeros(first[i].shape());
                }
                return super.pullback(first);
              }
            };
          }
        },
        "B6.7");
  }

  @Test
  void buffersForFourThousandInputs() {
    assertBroken(
        Faulty.pulling(
            t -> t.size() <= 4096 ? t : t.flatten().slice(0, 0, 4096).pad(0, 0, t.size() - 4096)),
        "B6.9");
  }

  @Test
  void aSweepThatCallsItselfForEachStep() {
    assertBroken(
        new TinyReverse() {
          @Override
          void sweep(int count, IntConsumer each) {
            if (count > 0) {
              each.accept(count - 1);
              sweep(count - 1, each);
            }
          }
        },
        "B6.10");
  }

  @Test
  void zeroForAProductOfNothing() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            Linearization good = super.linearize(f, at);
            boolean nothing = Arrays.stream(at).allMatch(t -> t.size() == 0);
            return new Given(good) {
              @Override
              public Tensor[] values() {
                return each(super.values(), y -> nothing ? Tensor.zeros(y.shape()) : y);
              }
            };
          }
        },
        "B6.11");
  }
}
