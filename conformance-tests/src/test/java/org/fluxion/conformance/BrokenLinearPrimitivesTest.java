package org.fluxion.conformance;

import static org.fluxion.conformance.BrokenPrimitivesTest.broken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Elementwise;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The kit finds what is wrong with a linear primitive, and with one on arrays. */
class BrokenLinearPrimitivesTest {
  /** Adds two vectors on arrays. */
  private static class Sum implements Arraywise, Linear {
    @Override
    public String name() {
      return "sum";
    }

    @Override
    public Shape shape(Shape... operands) {
      return Elementwise.same(name(), operands);
    }

    @Override
    public ArrayFunction onArrays(Shape... operands) {
      return (arrays, result) -> {
        for (int i = 0; i < result.length; i++) {
          result[i] = arrays[0][i] + arrays[1][i];
        }
      };
    }

    @Override
    public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
      return cotangent;
    }
  }

  @Test
  void aShapeThatIsNotLookedAtIsFound() {
    assertEquals(Set.of(), broken(new Sum()));
    assertEquals(
        Set.of("P19"),
        broken(
            new Sum() {
              @Override
              public Shape shape(Shape... operands) {
                return operands[0];
              }
            }));
  }

  @Test
  void aResultThatIsAddedToWhatTheArrayHeldIsFound() {
    assertEquals(
        Set.of("P20"),
        broken(
            new Sum() {
              @Override
              public ArrayFunction onArrays(Shape... operands) {
                return (arrays, result) -> {
                  for (int i = 0; i < result.length; i++) {
                    result[i] += arrays[0][i] + arrays[1][i];
                  }
                };
              }
            }));
  }

  @Test
  void anAdjointThatIsOnlyRightAmongOthersIsFound() {
    assertEquals(
        Set.of("P10"),
        broken(
            new Sum() {
              @Override
              public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
                return cotangent.times(2);
              }

              @Override
              public @Nullable Tensor[] adjoints(
                  Tensor cotangent, boolean[] wanted, Shape[] shapes) {
                return new @Nullable Tensor[] {
                  wanted[0] ? cotangent : null, wanted[1] ? cotangent : null
                };
              }
            }));
  }
}
