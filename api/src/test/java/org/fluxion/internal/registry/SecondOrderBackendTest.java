package org.fluxion.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.fluxion.Backend;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.internal.ToyBackend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;

class SecondOrderBackendTest {
  private static final Capabilities FORWARD = Capabilities.of(Direction.FORWARD);

  /** x³ + y²x, whose Hessian is ((6x, 2y), (2y, 2x)). */
  private static final MultiFunction F =
      at -> {
        Tensor x = at[0].get(0);
        Tensor y = at[0].get(1);
        return new Tensor[] {x.times(x).times(x).plus(y.times(y).times(x))};
      };

  private static final Tensor POINT = Tensor.vector(2, 3);

  private static ToyBackend toy(String name, Capabilities capabilities) {
    return new ToyBackend(name, capabilities, "");
  }

  @Test
  void theGradientIsLinearizedByTheOuterOverTheInner() {
    Backend both = SecondOrderBackend.of(new ToyBackend("outer"), new ToyBackend("inner"));
    Linearization at = both.linearizeGradient(F, POINT);
    assertEquals(Tensor.scalar(26), at.values()[0]);
    assertEquals(Tensor.vector(21, 12), at.values()[1]);
    Tensor[] tangents = at.pushforward(Tensor.vector(1, 10));
    assertEquals(Tensor.scalar(141), tangents[0]);
    assertEquals(Tensor.vector(72, 46), tangents[1]);
    Tensor[] cotangents = at.pullback(Tensor.scalar(0), Tensor.vector(1, 10));
    assertEquals(Tensor.vector(72, 46), cotangents[0]);
  }

  @Test
  void firstOrderIsTheInnerOneAlone() {
    Backend outer =
        new Backend() {
          @Override
          public String name() {
            return "outer";
          }

          @Override
          public Capabilities capabilities() {
            return FORWARD;
          }

          @Override
          public Linearization linearize(MultiFunction f, Tensor... at) {
            throw new AssertionError("the outer backend was used");
          }
        };
    Backend both = SecondOrderBackend.of(outer, new ToyBackend("inner"));
    assertEquals(Tensor.scalar(141), both.linearize(F, POINT).pushforward(Tensor.vector(1, 10))[0]);
    assertEquals("inner", both.preferred(Direction.FORWARD).name());
  }

  @Test
  void capabilitiesAreTheInnerOnesToTheSecondOrder() {
    Backend both =
        SecondOrderBackend.of(
            toy("outer", Capabilities.of(Direction.REVERSE).without("solve").withAccuracy(1e-3)),
            toy("inner", FORWARD.withHighestOrder(1).withBatch(8).without("eigh")));
    Capabilities capabilities = both.capabilities();
    assertEquals(Set.of(Direction.FORWARD), capabilities.directions());
    assertEquals(2, capabilities.highestOrder());
    assertEquals(8, capabilities.batch());
    assertEquals(0, capabilities.accuracy());
    assertEquals(Set.of("solve", "eigh"), capabilities.unsupported());
    assertTrue(capabilities.traced());
    assertEquals(
        Capabilities.ANY_ORDER,
        SecondOrderBackend.of(toy("a", FORWARD.withHighestOrder(1)), toy("b", FORWARD))
            .capabilities()
            .highestOrder());
  }

  @Test
  void anInnerBackendThatDoesNotNestIsRefused() {
    Backend numeric = toy("numeric", FORWARD.withTraced(false));
    assertEquals(
        "secondOrder(forward, numeric): the outer backend, forward, runs the inner one on tensors"
            + " that it watches, and numeric does not take such tensors; turn them round,"
            + " secondOrder(numeric, forward), or take an inner backend that nests",
        assertThrows(
                UnsupportedDerivativeException.class,
                () -> SecondOrderBackend.of(toy("forward", FORWARD), numeric))
            .getMessage());
    assertEquals(
        "secondOrder(numeric, numeric): the outer backend, numeric, runs the inner one on tensors"
            + " that it watches, and numeric does not take such tensors; take an inner backend that"
            + " nests",
        assertThrows(
                UnsupportedDerivativeException.class, () -> SecondOrderBackend.of(numeric, numeric))
            .getMessage());
  }

  /** Central differences of plain numbers; a tracer would be lost, so it takes none. */
  private record Numeric() implements Backend {
    @Override
    public String name() {
      return "numeric";
    }

    @Override
    public Capabilities capabilities() {
      return FORWARD.withTraced(false).withAccuracy(1e-6);
    }

    @Override
    public Linearization linearize(MultiFunction f, Tensor... at) {
      assertFalse(at[0] instanceof Tracer);
      return new Linearization() {
        @Override
        public Tensor[] values() {
          return f.apply(at);
        }

        @Override
        public Tensor[] pushforward(Tensor... tangents) {
          Tensor[] ahead = f.apply(at[0].plus(tangents[0].times(1e-5)));
          Tensor[] behind = f.apply(at[0].minus(tangents[0].times(1e-5)));
          Tensor[] slopes = new Tensor[ahead.length];
          for (int i = 0; i < slopes.length; i++) {
            slopes[i] = ahead[i].minus(behind[i]).div(2e-5);
          }
          return slopes;
        }
      };
    }
  }

  @Test
  void anOuterBackendNeedNotNest() {
    Backend both = SecondOrderBackend.of(new Numeric(), new ToyBackend("inner"));
    Tensor[] tangents = both.linearizeGradient(F, POINT).pushforward(Tensor.vector(1, 10));
    // Central differences with step h are exact for the gradient, a quadratic, but for rounding.
    assertEquals(72, tangents[1].get(0).item(), 1e-7);
    assertEquals(46, tangents[1].get(1).item(), 1e-7);
    assertFalse(both.capabilities().traced());
  }
}
