package org.fluxion.layers.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Elementwise;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The kit finds what is wrong with a layer, and the rule that fails names it. */
class BrokenLayersTest {
  /** x³ w, with the sum over all rows seen in training as state; right in everything. */
  private static class Good implements Layer {
    @Override
    public Parameters initialParameters(RandomGenerator rng) {
      return Parameters.of(Map.of("w", Tensor.vector(rng.nextDouble(), 2, -1, 0.5)));
    }

    @Override
    public State initialState(RandomGenerator rng) {
      Map<String, Tensor> state = new LinkedHashMap<>();
      state.put("total", Tensor.zeros(4));
      state.put(State.TRAINING, Tensor.scalar(1));
      return State.of(state);
    }

    @Override
    public Applied apply(Tensor x, Parameters ps, State st) {
      check(x);
      State next = st.isTraining() ? st.with("total", st.tensor("total").plus(x.sum(0))) : st;
      return new Applied(output(x, ps.tensor("w"), st), next);
    }

    void check(Tensor x) {
      if (x.rank() != 2 || x.shape().get(1) != 4) {
        throw new ShapeMismatchException("Good: shape " + x.shape());
      }
    }

    @SuppressWarnings("UnusedVariable") // those that override it look at the state
    Tensor output(Tensor x, Tensor w, State st) {
      return new Cube().apply(x).times(w);
    }
  }

  /** x³, for tests to break. */
  private static class Cube implements Primitive {
    @Override
    public String name() {
      return "cube";
    }

    @Override
    public Shape shape(Shape... operands) {
      return Elementwise.same(name(), operands);
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return operands[0].square().times(operands[0]);
    }

    Tensor slope(Tensor x) {
      return x.square().times(3);
    }

    Tensor back(Tensor x) {
      return slope(x);
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new Differential() {
        @Override
        public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
          return tangents[0] == null ? null : slope(operands[0]).times(tangents[0]);
        }

        @Override
        public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
          return new @Nullable Tensor[] {wanted[0] ? back(operands[0]).times(cotangent) : null};
        }
      };
    }
  }

  private static Layer cubing(Cube cube) {
    return new Good() {
      @Override
      Tensor output(Tensor x, Tensor w, State st) {
        return cube.apply(x).times(w);
      }
    };
  }

  private static Set<String> broken(LayerSample sample) {
    Set<String> ids = new TreeSet<>();
    for (LayerRule rule : LayerRules.all()) {
      if (rule.cases(sample).anyMatch(one -> one.run() instanceof LayerOutcome.Failed)) {
        ids.add(rule.id());
      }
    }
    return ids;
  }

  private static Set<String> broken(Layer layer) {
    return broken(LayerSample.of(layer, 3, 4));
  }

  @Test
  void whatIsRightPasses() {
    assertEquals(Set.of(), broken(new Good()));
    assertEquals(List.of(3, 4), toList(LayerSample.acceptedShape(new Good())));
  }

  private static List<Integer> toList(int[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  @Test
  void aHiddenMemory() {
    Layer layer =
        new Good() {
          private double calls;

          @Override
          Tensor output(Tensor x, Tensor w, State st) {
            return super.output(x, w, st).plus(calls++);
          }
        };
    assertTrue(broken(layer).contains("L1.1"));
  }

  @Test
  void initialValuesFromElsewhere() {
    AtomicInteger made = new AtomicInteger();
    Layer layer =
        new Good() {
          @Override
          public Parameters initialParameters(RandomGenerator rng) {
            return super.initialParameters(rng).map(w -> w.plus(made.incrementAndGet()));
          }
        };
    assertTrue(broken(layer).contains("L1.2"));
  }

  @Test
  void aStateThatGetsAnotherName() {
    Layer layer =
        new Good() {
          @Override
          public Applied apply(Tensor x, Parameters ps, State st) {
            Applied right = super.apply(x, ps, st);
            Map<String, Tensor> state = new LinkedHashMap<>();
            state.put("sum", right.st().tensor("total"));
            state.put(State.TRAINING, right.st().tensor(State.TRAINING));
            return new Applied(right.y(), State.of(state));
          }
        };
    assertTrue(broken(layer).contains("L1.3"));
  }

  @Test
  void aStateThatChangesInTestMode() {
    Layer layer =
        new Good() {
          @Override
          public Applied apply(Tensor x, Parameters ps, State st) {
            Applied right = super.apply(x, ps, st);
            return new Applied(right.y(), st.with("total", st.tensor("total").plus(1)));
          }
        };
    assertEquals(Set.of("L1.4"), broken(layer));
    assertEquals(Set.of(), broken(LayerSample.of(layer, 3, 4).withTraits(Trait.REMEMBERS)));
  }

  @Test
  void aDerivativeWrongByATenthOfAPercent() {
    Layer layer =
        cubing(
            new Cube() {
              @Override
              Tensor slope(Tensor x) {
                return super.slope(x).times(1.001);
              }
            });
    // L2.4: differences of gradients move w as well, and are wrong in another way.
    assertEquals(Set.of("L2.1", "L2.4"), broken(layer));
  }

  @Test
  void aParameterReadAsANumber() {
    Layer layer =
        new Good() {
          @Override
          Tensor output(Tensor x, Tensor w, State st) {
            return super.output(x, Tensor.vector(w.toArray()), st);
          }
        };
    assertEquals(Set.of("L2.2", "L2.4"), broken(layer));
  }

  @Test
  void aPullbackOfTheWrongSign() {
    Layer layer =
        cubing(
            new Cube() {
              @Override
              Tensor back(Tensor x) {
                return super.back(x).unaryMinus();
              }
            });
    assertTrue(broken(layer).containsAll(Set.of("L2.1", "L2.3")));
  }

  @Test
  void aDerivativeWrongOnlyAtSecondOrder() {
    Layer layer =
        cubing(
            new Cube() {
              @Override
              Tensor slope(Tensor x) {
                return super.slope(x).minus(x).plus(x.stopGradient());
              }
            });
    Set<String> broken = broken(layer);
    assertTrue(broken.contains("L2.4"));
    assertFalse(broken.contains("L2.1") || broken.contains("L2.3"));
  }

  @Test
  void anInnerDerivativeThatSeesAnotherFunction() {
    Layer layer =
        new Good() {
          @Override
          Tensor output(Tensor x, Tensor w, State st) {
            boolean deep = x instanceof Tracer tracer && tracer.primal() instanceof Tracer;
            return super.output(x, w, st).times(deep ? 1.001 : 1);
          }
        };
    assertEquals(Set.of("L2.4", "L2.5"), broken(layer));
  }

  @Test
  void aBatchOfOneWithoutItsAxis() {
    Layer layer =
        new Good() {
          @Override
          Tensor output(Tensor x, Tensor w, State st) {
            Tensor y = super.output(x, w, st);
            return x.shape().get(0) == 1 ? y.reshape(4) : y;
          }
        };
    assertTrue(broken(layer).contains("L3.1"));
  }

  @Test
  void rowsCoupledInTrainingThoughNotDeclared() {
    Layer layer =
        new Good() {
          @Override
          Tensor output(Tensor x, Tensor w, State st) {
            Tensor shift = st.isTraining() ? x.sum(0) : Tensor.zeros(4);
            return super.output(x, w, st).minus(shift);
          }
        };
    assertEquals(Set.of("L3.3"), broken(layer));
    assertEquals(Set.of(), broken(LayerSample.of(layer, 3, 4).withTraits(Trait.ROWS_COUPLED)));
  }

  @Test
  void rowsCoupledInTestMode() {
    Layer layer =
        new Good() {
          @Override
          Tensor output(Tensor x, Tensor w, State st) {
            return super.output(x, w, st).minus(x.sum(0));
          }
        };
    assertEquals(
        Set.of("L3.2"), broken(LayerSample.of(layer, 3, 4).withTraits(Trait.ROWS_COUPLED)));
  }

  @Test
  void aStateSpoiledByAnEmptyBatch() {
    Layer layer =
        new Good() {
          @Override
          public Applied apply(Tensor x, Parameters ps, State st) {
            Applied right = super.apply(x, ps, st);
            Tensor mean = x.sum(0).div(x.shape().get(0));
            return new Applied(
                right.y(), st.isTraining() ? right.st().with("total", mean) : right.st());
          }
        };
    assertEquals(Set.of("L3.4"), broken(layer));
  }

  @Test
  void aWrongInputThatIsBroadcast() {
    Layer layer =
        new Good() {
          @Override
          void check(Tensor x) {
            // takes a single column as well
          }
        };
    assertEquals(Set.of("L3.5"), broken(layer));
    assertEquals(Set.of(), broken(LayerSample.of(layer, 3, 4).withTraits(Trait.ANY_FEATURES)));
  }

  @Test
  void aFailureNamesRuleLayerInputAndReason() {
    Layer layer =
        new Good() {
          @Override
          void check(Tensor x) {
            // takes a single column as well
          }

          @Override
          public String toString() {
            return "broadcasting";
          }
        };
    LayerRule rule = LayerRules.all().get(LayerRules.all().size() - 1);
    LayerOutcome outcome = rule.cases(LayerSample.of(layer, 3, 4)).findFirst().orElseThrow().run();
    String message = ((LayerOutcome.Failed) outcome).message();
    assertTrue(message.startsWith("L3.5 another last axis is refused: "), message);
    assertTrue(
        message.contains(
            "at [3, 4]: an input of shape [3, 1] in place of [3, 4] gives an output of shape"
                + " [3, 4] and no FluxionException. Broadcasting would turn"),
        message);
  }

  @Test
  void whatCannotBeTriedIsSkippedWithTheReason() {
    LayerSample sample = LayerSample.of(new Good(), 3, 4).withTraits(Trait.DISCRETE_INPUT);
    LayerRule byInput =
        LayerRules.all().stream()
            .filter(rule -> rule.id().equals("L2.1"))
            .findFirst()
            .orElseThrow();
    byInput
        .cases(sample)
        .forEach(
            one ->
                assertEquals(
                    "the layer declares a discrete input",
                    ((LayerOutcome.Skipped) one.run()).reason()));
  }

  @Test
  void aSampleNeedsRowsAndAShapeThatTheLayerTakes() {
    Good layer = new Good();
    assertEquals(
        "LayerSample: the input has shape [1, 4]; a batch of two rows is needed",
        assertThrows(FluxionException.class, () -> LayerSample.of(layer, 1, 4)).getMessage());
    Layer images =
        new Good() {
          @Override
          void check(Tensor x) {
            throw new ShapeMismatchException("rank 4 wanted");
          }

          @Override
          public String toString() {
            return "images";
          }
        };
    assertEquals(
        "LayerConformance: images takes no batch of 1 to 64 features; override inputShape",
        assertThrows(FluxionException.class, () -> LayerSample.acceptedShape(images)).getMessage());
  }
}
