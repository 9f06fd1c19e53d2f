package org.fluxion.conformance;

import static org.fluxion.conformance.Broken.assertBroken;

import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.SingularMatrixException;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The kit finds costs and errors that are not as promised, and the rule that fails names them. */
class BrokenPromisesTest {
  @Test
  void callsTheFunctionOnlyForItsValue() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            f.apply(at.clone());
            return super.linearize(f, at);
          }
        },
        "B8.2",
        "B8.1",
        "B8.3",
        "B8.4");
  }

  @Test
  void recordsAgainForEveryFurtherPullback() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            Tensor[] point = at.clone();
            Linearization first = super.linearize(f, point);
            AtomicInteger pullbacks = new AtomicInteger();
            return new Given(first) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                return pullbacks.getAndIncrement() == 0
                    ? first.pullback(cotangents)
                    : recorded(f, point).pullback(cotangents);
              }
            };
          }

          private Linearization recorded(MultiFunction f, Tensor... at) {
            return super.linearize(f, at);
          }
        },
        "B8.5",
        "B7.9");
  }

  @Test
  void declaresABatchThatItDoesNotSweep() {
    assertBroken(
        new TinyForward() {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().withBatch(8);
          }
        },
        "B8.3",
        "B8.2",
        "B8.4");
  }

  @Test
  void hidesErrorsOfTheFunction() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            try {
              return super.linearize(f, at);
            } catch (IllegalStateException e) {
              throw new FluxionException("linearization failed");
            }
          }
        },
        "B9.4",
        "B7.7");
  }

  @Test
  void computesWhatItDeclaresToRefuse() {
    assertBroken(
        new Faulty() {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().without("logDet");
          }
        },
        "B9.8");
  }

  @Test
  void takesShapesThatDoNotFitForAConstant() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            try {
              return super.linearize(f, at);
            } catch (ShapeMismatchException e) {
              return super.linearize(x -> new Tensor[] {Tensor.scalar(0)}, at);
            }
          }
        },
        "B9.9",
        "B9.1",
        "B9.3",
        "B9.10",
        "B9.11",
        "B9.12");
  }

  @Test
  void takesMatricesThatHaveNoResultForAConstant() {
    assertBroken(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            try {
              return super.linearize(f, at);
            } catch (SingularMatrixException e) {
              return super.linearize(x -> new Tensor[] {Tensor.scalar(0)}, at);
            }
          }
        },
        "B9.13");
  }
}
