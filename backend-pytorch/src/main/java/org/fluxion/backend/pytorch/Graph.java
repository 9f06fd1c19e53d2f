package org.fluxion.backend.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** A program run by libtorch, in native memory that is held until it is closed. */
final class Graph implements AutoCloseable {
  private final PointerScope memory;
  private final Followed program;

  private Graph(PointerScope memory, Followed program) {
    this.memory = memory;
    this.program = program;
  }

  /** {@return what is made and leaves nothing else on the thread} */
  static Graph of(Supplier<Followed> maker) {
    PointerScope memory = new PointerScope();
    boolean isMade = false;
    try {
      Graph graph = new Graph(memory, maker.get());
      isMade = true;
      return graph;
    } finally {
      if (isMade) {
        // The thread leaves the scope, and what is in it stays until it is closed once more.
        memory.extend();
      }
      memory.close();
    }
  }

  /** {@return the graph of a program at plain tensors} */
  static Graph of(Program program, org.fluxion.tensor.Tensor[] at, boolean strict) {
    return of(
        () -> {
          Session session = new Session(strict);
          List<Array> inputs = new ArrayList<>();
          for (org.fluxion.tensor.Tensor tensor : Arrays.copyOf(at, program.inputs())) {
            inputs.add(input(tensor));
          }
          List<Array> captured = new ArrayList<>();
          for (int i = program.inputs(); i < at.length; i++) {
            captured.add(Array.constant(at[i]));
          }
          List<Array> results = program.run(inputs, captured, session);
          return new Followed(session, handles(inputs), handles(results));
        });
  }

  /** {@return numbers in native memory, from where on libtorch follows} */
  static Array input(org.fluxion.tensor.Tensor numbers) {
    return Array.of(Torch.copy(numbers).set_requires_grad(true));
  }

  static List<Tensor> handles(List<Array> arrays) {
    return arrays.stream().map(Array::handle).toList();
  }

  Followed program() {
    return program;
  }

  /** {@return what a sweep gives, after which all native memory that it took is freed} */
  org.fluxion.tensor.Tensor[] swept(Sweep sweep, org.fluxion.tensor.Tensor... seeds) {
    PointerScope own = new PointerScope();
    try {
      List<Tensor> natives = Arrays.stream(seeds).map(Torch::copy).toList();
      return sweep.over(program, natives, false).stream()
          .map(Torch::plain)
          .toArray(org.fluxion.tensor.Tensor[]::new);
    } finally {
      own.close();
    }
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    memory.close();
  }
}
