package org.fluxion.internal.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/** What the tests of plans have in common. */
final class Plans {
  private Plans() {}

  /** {@return the program of a function at a point} */
  static Program record(MultiFunction f, Tensor... at) {
    try (Recording recording = new Recording()) {
      return recording.finish(f.apply(recording.watch(at)));
    }
  }

  /** {@return the results of a workspace at a point} */
  static Tensor[] run(Workspace workspace, Tensor... at) {
    for (int i = 0; i < at.length; i++) {
      at[i].copyTo(workspace.input(i));
    }
    assertTrue(workspace.run(), "a guard does not hold");
    return workspace.tensors();
  }

  /** {@return a tensor with elements between -1 and 1} */
  static Tensor random(long seed, int... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return Tensor.of(random.doubles(size, -1, 1).toArray(), shape);
  }

  /** Asserts what a function is recorded as, and that its results are the same to the bit. */
  static void assertProgram(List<String> operations, MultiFunction f, Tensor... at) {
    Program program = Plans.record(f, at);
    Plan plan = Plan.of(program);
    List<String> recorded =
        IntStream.range(0, program.nodes().size())
            .filter(plan::isNeeded)
            .mapToObj(program.nodes()::get)
            .filter(Operation.class::isInstance)
            .map(node -> ((Operation) node).primitive().name())
            .toList();
    assertEquals(operations, recorded);
    Tensor[] expected = f.apply(at);
    Tensor[] given = run(new StepWorkspace(plan, new Path(program)), at);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i].toArray(), given[i].toArray());
    }
  }
}
