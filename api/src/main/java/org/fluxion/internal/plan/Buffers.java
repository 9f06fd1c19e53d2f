package org.fluxion.internal.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.Pointwise;

/**
 * Gives each needed value of a program a buffer, and the same one to values of one size that are
 * not alive together.
 *
 * <p>A value under another shape shares the buffer of the value itself. A pointwise operation may
 * write over an operand that it is the last to read. Inputs, constants, results and guarded values
 * keep theirs.
 */
final class Buffers {
  private final Program program;
  private final int size;

  /** How many readers of the value that owns a place's elements are still to come. */
  private final int[] readers;

  /** The place that owns the elements: the place itself, or what it is a view of. */
  private final int[] owners;

  private final boolean[] needed;
  private final int[] buffers;
  private final Map<Integer, Deque<Integer>> free = new HashMap<>();
  private int[] sizes = new int[16];
  private int count;

  Buffers(Program program) {
    this.program = program;
    size = program.nodes().size();
    readers = new int[size];
    owners = new int[size];
    needed = new boolean[size];
    buffers = new int[size];
  }

  Plan assign() {
    findOwners();
    findNeeded();
    Arrays.fill(buffers, Plan.NONE);
    for (int place = 0; place < size; place++) {
      Node node = program.nodes().get(place);
      if (node instanceof Node.Input || (needed[place] && node instanceof Node.Constant)) {
        buffers[place] = fresh(node.shape().size());
      } else if (needed[place] && node instanceof Operation operation) {
        assign(place, operation);
      }
    }
    return new Plan(program, buffers, Arrays.copyOf(sizes, count), new FusedCode());
  }

  private void findOwners() {
    for (int place = 0; place < size; place++) {
      owners[place] =
          program.nodes().get(place) instanceof Operation o
                  && Plan.isView(o, Plan.shapes(program, o))
              ? owners[o.operands()[0]]
              : place;
    }
  }

  private void findNeeded() {
    for (int result : program.results()) {
      keep(result);
    }
    for (Guard guard : program.guards()) {
      keep(guard.place());
    }
    for (int place = size - 1; place >= 0; place--) {
      if (needed[place] && program.nodes().get(place) instanceof Operation operation) {
        for (int operand : operation.operands()) {
          needed[operand] = true;
          readers[owners[operand]]++;
        }
      }
    }
    for (int place = 0; place < size; place++) {
      if (!(program.nodes().get(place) instanceof Operation)) {
        readers[place]++;
      }
    }
  }

  /** Counts one reader that never comes, so that the buffer is not given away. */
  private void keep(int place) {
    needed[place] = true;
    readers[owners[place]]++;
  }

  private void assign(int place, Operation operation) {
    if (owners[place] != place) {
      buffers[place] = buffers[owners[place]];
      release(operation);
      return;
    }
    int length = operation.shape().size();
    if (operation.primitive() instanceof Pointwise) {
      release(operation);
      buffers[place] = take(length);
    } else {
      buffers[place] = take(length);
      release(operation);
    }
  }

  private void release(Operation operation) {
    for (int operand : operation.operands()) {
      int owner = owners[operand];
      if (--readers[owner] == 0) {
        free.computeIfAbsent(sizes[buffers[owner]], length -> new ArrayDeque<>())
            .push(buffers[owner]);
      }
    }
  }

  private int take(int length) {
    Deque<Integer> spare = free.get(length);
    return spare == null || spare.isEmpty() ? fresh(length) : spare.pop();
  }

  private int fresh(int length) {
    if (count == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * count);
    }
    sizes[count] = length;
    return count++;
  }
}
