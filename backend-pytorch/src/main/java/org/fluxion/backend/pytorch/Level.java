package org.fluxion.backend.pytorch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * The interpreter: applies primitives by libtorch, and writes down which.
 *
 * <p>Tensors that outer derivatives watch come in as the numbers that they have: those given as
 * inputs, and those that the function captured, which become further inputs of the program. So the
 * program is closed, and what it gives is a function of all of them that anybody can follow.
 */
final class Level extends Interpreter {
  private final Memory memory = new Memory();
  private final Session session;
  private final Program.Builder program;
  private final List<Tensor> captured;
  private final List<Tensor> inputs = new ArrayList<>();
  private final IdentityHashMap<Tensor, Traced> entered = new IdentityHashMap<>();

  /**
   * Opens a level.
   *
   * @param program where to write
   * @param captured where to add what the function captures of outer derivatives
   */
  Level(Session session, Program.Builder program, List<Tensor> captured) {
    this.session = session;
    this.program = program;
    this.captured = captured;
  }

  /** {@return a level for a rule, of which no record is needed} */
  static Level unrecorded(Session session) {
    return new Level(session, new Program.Builder(), new ArrayList<>());
  }

  @Override
  protected String kind() {
    return PytorchBackend.NAME;
  }

  /**
   * {@return the next input of the function}
   *
   * @param outside what it is one level further out
   */
  Tensor input(Array array, Tensor outside) {
    inputs.add(outside);
    return new Traced(this, array, program.input());
  }

  /** {@return a tensor of this level that is no input; for rules, which are not recorded} */
  Tensor watch(Array array) {
    return new Traced(this, array, Program.NOWHERE);
  }

  /** {@return the array of a tensor} */
  Array array(Tensor tensor) {
    if (owns(tensor)) {
      return ((Traced) tensor).array();
    }
    return tensor instanceof Tracer tracer ? enter(tracer).array() : Array.constant(tensor);
  }

  /** {@return the place of a tensor in the program} */
  int place(Tensor tensor) {
    if (owns(tensor)) {
      return ((Traced) tensor).place();
    }
    return tensor instanceof Tracer tracer ? enter(tracer).place() : program.constant(tensor);
  }

  private Traced enter(Tracer tensor) {
    Traced known = entered.get(tensor);
    if (known == null) {
      Array numbers = Array.constant(numbers(tensor));
      known = new Traced(this, numbers, program.captured(captured.size()));
      captured.add(tensor);
      entered.put(tensor, known);
    }
    return known;
  }

  /** {@return the numbers that a tensor has, without telling anybody that they were read} */
  static Tensor numbers(Tensor tensor) {
    Tensor numbers = tensor;
    while (numbers instanceof Tracer tracer) {
      tracer.interpreter().requireUsable("pytorch");
      numbers = tracer.primal();
    }
    return numbers;
  }

  /** {@return the value of a tensor of this level, for those further out to see what is asked} */
  Tensor primal(Traced tensor) {
    if (captured.isEmpty() && inputs.stream().noneMatch(Tracer.class::isInstance)) {
      return tensor.array().plain();
    }
    Program made = program.build(List.of(tensor.place()));
    return Derived.values(made, inputs, captured, List.of(tensor.shape()))[0];
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    if (!Operators.isOfLibrary(primitive) && !(primitive instanceof Derived)) {
      Tensor expanded = primitive.expand(operands);
      if (expanded != null) {
        return expanded;
      }
    }
    Array[] arrays = new Array[operands.length];
    List<Integer> places = new ArrayList<>(operands.length);
    for (int i = 0; i < operands.length; i++) {
      arrays[i] = array(operands[i]);
      places.add(place(operands[i]));
    }
    Array result = Array.of(memory.within(() -> Operators.apply(primitive, arrays, session)));
    return new Traced(this, result, program.add(primitive, places));
  }
}
