package org.fluxion.conformance;

import static org.fluxion.conformance.Broken.assertBroken;
import static org.fluxion.conformance.Broken.assertBrokenButNot;

import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;

/** The kit finds what goes wrong when derivatives nest, and the rule that fails names the fault. */
class BrokenNestingTest {
  private static Tensor readOut(Tensor tensor) {
    return Tensor.of(tensor.toArray(), tensor.shape().toArray());
  }

  @Test
  void confusesPerturbations() {
    assertBroken(
        new TinyForward() {
          @Override
          Object tag() {
            return "the one and only";
          }
        },
        "B4.4",
        "B4.3",
        "B4.10");
  }

  /** A counter that wraps round: right two deep, unless there is another derivative in between. */
  @Test
  void usesTagsAgain() {
    assertBroken(
        new TinyForward() {
          private final AtomicInteger last = new AtomicInteger();

          @Override
          Object tag() {
            return last.getAndIncrement() % 2;
          }
        },
        "B4.4",
        "B4.3",
        "B4.10");
  }

  @Test
  void dropsCapturedValues() {
    assertBroken(
        new TinyForward() {
          @Override
          Tensor constant(Tensor captured) {
            return readOut(captured);
          }
        },
        "B4.9",
        "B1.22",
        "B4.2",
        "B4.3",
        "B4.4",
        "B4.5",
        "B4.6",
        "B4.10",
        "B7.8");
  }

  /** What a rule captured of this very derivative goes unnoticed. */
  @Test
  void dropsWhatAnInnerDerivativeShowsOnlyInPart() {
    assertBroken(
        new TinyForward() {
          @Override
          Linearized value(Duals duals, Primitive primitive, Tensor[] primals) {
            return primitive.linearize(primals);
          }
        },
        "B4.10");
  }

  @Test
  void aLevelThatIsTakenAtPreparation() {
    assertBroken(
        new TinyForward() {
          private final Duals first = new Duals(this);

          @Override
          Duals open() {
            return first;
          }

          @Override
          void close(Duals duals) {
            // Others need it again.
          }

          @Override
          Linearized value(Duals duals, Primitive primitive, Tensor[] primals) {
            return primitive.linearize(primals);
          }
        },
        "B4.6",
        "B1.22",
        "B4.2",
        "B4.3",
        "B4.4",
        "B4.5",
        "B4.9",
        "B4.10",
        "B7.4",
        "B7.5",
        "B7.6",
        "B7.8");
  }

  @Test
  void readsOutAPointThatOthersWatch() {
    assertBrokenButNot(
        new Faulty() {
          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            return super.linearize(f, each(at, BrokenNestingTest::readOut));
          }
        },
        "B4.3",
        "B1.1",
        "B1.4",
        "B1.6",
        "B1.13",
        "B3.1",
        "B3.9",
        "B4.6",
        "B4.7",
        "B6.5",
        "B7.1",
        "B9.4",
        "B10.1",
        "B11.2");
  }

  @Test
  void forgetsTheCotangentOfTheSeed() {
    assertBroken(
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                return super.pullback(each(cotangents, BrokenNestingTest::primal));
              }
            };
          }
        },
        "B4.7",
        "B4.2",
        "B4.3",
        "B4.5",
        "B4.9",
        "B4.10");
  }

  private static Tensor primal(Tensor seed) {
    return seed instanceof Tracer tracer ? tracer.primal() : seed;
  }
}
