package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.internal.plan.Node.Constant;
import org.fluxion.internal.plan.Node.Operation;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Pointwise;
import org.fluxion.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A program without what its results do not need, and with a buffer for each of its values.
 *
 * <p>Immutable; what changes while it runs is in a {@link Workspace}.
 *
 * @param program what it computes
 * @param buffers the buffer of each place; {@link #NONE} where the value is not needed
 * @param sizes the length of each buffer
 * @param code what was generated for it
 */
record Plan(Program program, int[] buffers, int[] sizes, FusedCode code) {
  /** The buffer of a value that nothing needs. */
  static final int NONE = -1;

  /** {@return the plan of a program} */
  static Plan of(Program program) {
    return new Buffers(program).assign();
  }

  /** {@return whether a place is needed} */
  boolean isNeeded(int place) {
    return buffers[place] != NONE;
  }

  /** {@return whether the result of an operation is its first operand under another shape} */
  static boolean isView(Operation operation, Shape[] shapes) {
    return operation.primitive().onArrays(shapes) == ArrayFunction.COPY;
  }

  /** {@return what computes the value at a place; null where nothing is to be done} */
  @Nullable Task task(int place) {
    if (!isNeeded(place) || !(program.nodes().get(place) instanceof Operation operation)) {
      return null;
    }
    ArrayFunction function = function(place);
    if (function == ArrayFunction.COPY) {
      return null;
    }
    int[] operands = operation.operands().clone();
    for (int i = 0; i < operands.length; i++) {
      operands[i] = buffers[operands[i]];
    }
    return new Task(place, operation.primitive(), function, operands, buffers[place]);
  }

  /** {@return what the operation at a place does on arrays; null if it knows only tensors} */
  @Nullable ArrayFunction function(int place) {
    Operation operation = (Operation) program.nodes().get(place);
    return operation.primitive().onArrays(shapes(program, operation));
  }

  /** {@return the shapes of the operands of an operation} */
  static Shape[] shapes(Program program, Operation operation) {
    Shape[] shapes = new Shape[operation.operands().length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = program.nodes().get(operation.operands()[i]).shape();
    }
    return shapes;
  }

  /** {@return the multiply-adds of its matrix products} */
  long multiplyAdds() {
    long sum = 0;
    for (int place = 0; place < buffers.length; place++) {
      if (isNeeded(place) && program.nodes().get(place) instanceof Operation operation) {
        sum += operation.primitive().multiplyAdds(shapes(program, operation));
      }
    }
    return sum;
  }

  /** {@return whether none of its operations can fail: those on numbers and linear ones do not} */
  boolean isSafe() {
    for (int place = 0; place < buffers.length; place++) {
      if (isNeeded(place)
          && program.nodes().get(place) instanceof Operation operation
          && !(operation.primitive() instanceof Pointwise)
          && !(operation.primitive() instanceof Linear
              && operation.primitive() instanceof Arraywise)) {
        return false;
      }
    }
    return true;
  }

  /** {@return how many operations its results and guards need} */
  int operations() {
    int count = 0;
    for (int place = 0; place < buffers.length; place++) {
      if (isNeeded(place) && program.nodes().get(place) instanceof Operation) {
        count++;
      }
    }
    return count;
  }

  /** {@return the bytes of its buffers, constants included} */
  long bytes() {
    long sum = 0;
    for (int size : sizes) {
      sum += (long) Double.BYTES * size;
    }
    return sum;
  }

  /** {@return the program as text: a line for each operation, with its buffer} */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (int place = 0; place < buffers.length; place++) {
      if (!isNeeded(place)) {
        continue;
      }
      Node node = program.nodes().get(place);
      String text;
      if (node instanceof Operation operation) {
        text = operation.primitive().name() + operandsOf(operation);
      } else {
        text = node instanceof Constant ? "constant" : "input " + place;
      }
      lines.add("  %" + place + " " + node.shape() + " in b" + buffers[place] + ": " + text);
    }
    for (Fused group : code.soFar()) {
      lines.add("  " + group);
    }
    for (Guard guard : program.guards()) {
      lines.add("  where " + guard);
    }
    StringBuilder results = new StringBuilder("  returns");
    for (int result : program.results()) {
      results.append(" %").append(result);
    }
    lines.add(results.toString());
    return operations()
        + " operations, "
        + multiplyAdds()
        + " multiply-adds, "
        + sizes.length
        + " buffers of "
        + bytes()
        + " bytes\n"
        + String.join("\n", lines);
  }

  private static String operandsOf(Operation operation) {
    StringBuilder text = new StringBuilder();
    for (int operand : operation.operands()) {
      text.append(" %").append(operand);
    }
    return text.toString();
  }
}
