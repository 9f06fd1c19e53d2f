package org.fluxion.conformance;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A function with its exact derivatives, written out by hand in plain numbers.
 *
 * @param value elements of f(x), row-major
 * @param jacobian row-major, size of f(x) × size of x
 * @param second the Hessian of each element of f(x), one after the other; null where none is given
 */
record Scenario(
    String name,
    TensorFunction f,
    Tensor x,
    Closed value,
    Closed jacobian,
    @Nullable Closed second,
    Set<Trait> traits) {

  /** A closed form in the elements of x. */
  @FunctionalInterface
  interface Closed {
    double[] at(double... x);
  }

  /** What some rules need to know of a function. */
  enum Trait {
    /** Its rows, of a matrix, do not depend on each other. */
    ROWWISE,
    /** Numbers of very different sizes meet, so that differences lose digits. */
    BADLY_SCALED
  }

  static Scenario of(
      String name, TensorFunction f, Tensor x, Closed value, Closed jacobian, Closed second) {
    return new Scenario(name, f, x, value, jacobian, second, Set.of());
  }

  static Scenario first(String name, TensorFunction f, Tensor x, Closed value, Closed jacobian) {
    return new Scenario(name, f, x, value, jacobian, null, Set.of());
  }

  Scenario with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Scenario(name, f, x, value, jacobian, second, more);
  }

  /** Skips what a numeric backend is not meant for. */
  void requireWellScaled(Subject subject) {
    if (traits.contains(Trait.BADLY_SCALED)) {
      subject.requireExact("that is for well-scaled functions");
    }
  }

  /** {@return so many zeros} */
  static Closed zeros(int count) {
    return x -> new double[count];
  }

  static Closed constant(double... elements) {
    return x -> elements.clone();
  }

  /** {@return all of them} */
  static List<Scenario> all() {
    return All.SCENARIOS;
  }

  /** Made once, when they are first asked for. */
  private static final class All {
    static final List<Scenario> SCENARIOS =
        Stream.of(
                ScalarScenarios.all(),
                FieldScenarios.all(),
                MapScenarios.all(),
                UnaryScenarios.all(),
                BinaryScenarios.all(),
                ReductionScenarios.all(),
                IndexScenarios.all(),
                MatrixScenarios.all(),
                ProductScenarios.all(),
                EigenScenarios.all())
            .flatMap(List::stream)
            .toList();
  }
}
