package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Elementwise;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The kit finds what is wrong with a primitive, and names it. */
class BrokenPrimitivesTest {
  /** a² b, right in everything, for each test to break in one point. */
  private static class SquareTimes implements Primitive {
    @Override
    public String name() {
      return "squareTimes";
    }

    @Override
    public Shape shape(Shape... operands) {
      return Elementwise.same(name(), operands);
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return operands[0].square().times(operands[1]);
    }

    Tensor partial(int operand, Tensor[] at) {
      return operand == 0 ? at[0].times(at[1]).times(2) : at[0].square();
    }

    Tensor back(int operand, Tensor[] at, Tensor cotangent) {
      return partial(operand, at).times(cotangent);
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new Differential() {
        @Override
        public Tensor pushforward(Tensor[] tangents) {
          return push(operands, tangents);
        }

        @Override
        public Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
          return new Tensor[] {
            wanted[0] ? back(0, operands, cotangent) : null,
            wanted[1] ? back(1, operands, cotangent) : null
          };
        }
      };
    }

    Tensor push(Tensor[] at, Tensor[] tangents) {
      Tensor a = tangents[0] == null ? null : partial(0, at).times(tangents[0]);
      Tensor b = tangents[1] == null ? null : partial(1, at).times(tangents[1]);
      return a == null ? b : b == null ? a : a.plus(b);
    }

    @Override
    public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
      Tensor[] rows = new Tensor[2];
      for (int i = 0; i < 2; i++) {
        int[] shape = operands[1 - i].shape().toArray();
        rows[i] = batched[i] || !batched[1 - i] ? operands[i] : operands[i].broadcastTo(shape);
      }
      return apply(rows);
    }
  }

  static Set<String> broken(Primitive primitive) {
    PrimitiveSample sample =
        PrimitiveSample.of(
            "a point", primitive, Tensor.vector(0.7, -1.2, 0.4), Tensor.vector(1.1, 0.6, -2));
    return broken(sample);
  }

  private static Set<String> broken(PrimitiveSample sample) {
    Set<String> numbers = new TreeSet<>();
    for (PrimitiveLaw law : PrimitiveLaw.ALL) {
      try {
        law.check(sample, 1);
      } catch (AssertionError e) {
        numbers.add(law.number());
      }
    }
    return numbers;
  }

  @Test
  void whatIsRightPasses() {
    assertEquals(Set.of(), broken(new SquareTimes()));
  }

  @Test
  void failuresNameLawPrimitivePointAndSeed() {
    PrimitiveLaw shapes = PrimitiveLaw.ALL.get(0);
    Primitive wrong =
        new SquareTimes() {
          @Override
          public Shape shape(Shape... operands) {
            return Shape.of(4);
          }
        };
    PrimitiveSample sample = PrimitiveSample.of("here", wrong, Tensor.ones(3), Tensor.ones(3));
    String message =
        assertThrows(AssertionError.class, () -> shapes.check(sample, 42)).getMessage();
    assertTrue(
        message.startsWith(
            "P1 (the result has the promised shape): squareTimes at here with seed 42: "),
        message);
  }

  @Test
  void aWrongShapeIsFound() {
    assertTrue(
        broken(
                new SquareTimes() {
                  @Override
                  public Shape shape(Shape... operands) {
                    return operands[0].prepend(1);
                  }
                })
            .contains("P1"));
  }

  @Test
  void aDerivativeWrongByATenthOfAPercentIsFound() {
    assertEquals(
        Set.of("P4"),
        broken(
            new SquareTimes() {
              @Override
              Tensor partial(int operand, Tensor[] at) {
                return super.partial(operand, at).times(operand == 0 ? 1.001 : 1);
              }
            }));
  }

  @Test
  void aPullbackOfTheWrongSignIsFound() {
    assertEquals(
        Set.of("P2"),
        broken(
            new SquareTimes() {
              @Override
              Tensor back(int operand, Tensor[] at, Tensor cotangent) {
                return super.back(operand, at, cotangent).times(operand == 1 ? -1 : 1);
              }
            }));
  }

  @Test
  void aRuleThatIsWrongOnlyAtSecondOrderIsFound() {
    assertEquals(
        Set.of("P5", "P6"),
        broken(
            new SquareTimes() {
              @Override
              Tensor partial(int operand, Tensor[] at) {
                Tensor right = super.partial(operand, at);
                return operand == 0 ? right.stopGradient() : right;
              }
            }));
  }

  @Test
  void aPushforwardThatIsNotLinearIsFound() {
    assertTrue(
        broken(
                new SquareTimes() {
                  @Override
                  Tensor push(Tensor[] at, Tensor[] tangents) {
                    Tensor right = super.push(at, tangents);
                    return right == null ? null : right.plus(right.square().times(1e-3));
                  }
                })
            .contains("P3"));
  }

  @Test
  void aNullTangentTakenForOneIsFound() {
    assertEquals(
        Set.of("P9"),
        broken(
            new SquareTimes() {
              @Override
              Tensor push(Tensor[] at, Tensor[] tangents) {
                Tensor[] filled = {tangents[0], tangents[1]};
                filled[1] = filled[1] == null ? at[1].times(0).plus(1) : filled[1];
                return super.push(at, filled);
              }
            }));
  }

  @Test
  void anUnwantedAnswerIsFound() {
    assertEquals(
        Set.of("P10"),
        broken(
            new SquareTimes() {
              @Override
              public Differential differentiate(Tensor[] operands, Tensor result) {
                Differential right = super.differentiate(operands, result);
                return new Differential() {
                  @Override
                  public Tensor pushforward(Tensor[] tangents) {
                    return right.pushforward(tangents);
                  }

                  @Override
                  public Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
                    return right.pullback(cotangent, new boolean[] {true, true});
                  }
                };
              }
            }));
  }

  @Test
  void aPullbackThatWorksOnceIsFound() {
    assertTrue(
        broken(
                new SquareTimes() {
                  @Override
                  public Differential differentiate(Tensor[] operands, Tensor result) {
                    Differential right = super.differentiate(operands, result);
                    return new Differential() {
                      private int calls;

                      @Override
                      public Tensor pushforward(Tensor[] tangents) {
                        return right.pushforward(tangents);
                      }

                      @Override
                      public Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
                        return right.pullback(cotangent.times(++calls), wanted);
                      }
                    };
                  }
                })
            .contains("P11"));
  }

  @Test
  void aChangedOperandIsFound() {
    Elementwise destructive =
        new Elementwise() {
          @Override
          public String name() {
            return "destructive";
          }

          @Override
          public void loop(double[][] operands, double[] result) {
            for (int i = 0; i < result.length; i++) {
              result[i] = operands[0][i]++;
            }
          }

          @Override
          public Tensor partial(int operand, Tensor[] operands, Tensor result) {
            return Tensor.ones(result.shape().toArray());
          }
        };
    assertTrue(
        broken(PrimitiveSample.of("a point", destructive, Tensor.vector(1, 2))).contains("P12"));
  }

  @Test
  void aLinearizeThatDisagreesIsFound() {
    assertTrue(
        broken(
                new SquareTimes() {
                  @Override
                  public Linearized linearize(Tensor... operands) {
                    Linearized right = super.linearize(operands);
                    return new Linearized(right.value().plus(1e-6), right.differential());
                  }
                })
            .contains("P8"));
  }

  @Test
  void anExpansionThatDisagreesIsFound() {
    assertEquals(
        Set.of("P13"),
        broken(
            new SquareTimes() {
              @Override
              public Tensor expand(Tensor... operands) {
                return operands[0].times(operands[1]);
              }
            }));
  }

  @Test
  void aBatchingRuleThatMixesRowsIsFound() {
    Set<String> found =
        broken(
            new SquareTimes() {
              @Override
              public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
                return super.batch(size, operands, batched).flip(0);
              }
            });
    assertTrue(found.contains("P14") && found.contains("P15"), found::toString);
  }

  @Test
  void aRuleThatReadsNumbersIsFound() {
    Set<String> found =
        broken(
            new SquareTimes() {
              @Override
              Tensor back(int operand, Tensor[] at, Tensor cotangent) {
                double[] numbers = cotangent.toArray();
                return partial(operand, at).times(Tensor.vector(numbers));
              }
            });
    assertEquals(Set.of("P17", "P18"), found, "sweeping together; a vector for every shape");
  }

  @Test
  void aConstantThatIsNotOneIsFound() {
    PrimitiveSample sample =
        PrimitiveSample.of("a point", new SquareTimes(), Tensor.ones(2), Tensor.ones(2));
    assertEquals(Set.of("P7"), broken(sample.withDifferentiable(1)));
  }
}
