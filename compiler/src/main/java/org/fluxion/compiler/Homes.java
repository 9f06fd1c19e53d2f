package org.fluxion.compiler;

import java.util.Arrays;
import java.util.List;

/**
 * Where the values of a program are found by methods other than the one that computes them: in
 * registers.
 *
 * <p>A value in a loop has a register for each turn if another loop steps through them, else one
 * for the last turn.
 */
final class Homes {
  private static final int NONE = -1;

  private final Instructions code;
  private final List<Section> sections;

  /** The section of each instruction. */
  private final int[] owners;

  /** The method of each instruction. */
  private final int[] methods;

  /** The register of each instruction; in a loop, those of the first turn stand for all. */
  private final int[] registers;

  private final boolean[] everyTurn;
  private int count;

  Homes(Instructions code, List<Section> sections, int[] methods) {
    this.code = code;
    this.sections = sections;
    this.methods = methods;
    owners = new int[code.size()];
    registers = new int[code.size()];
    everyTurn = new boolean[code.size()];
    Arrays.fill(registers, NONE);
    for (int i = 0; i < sections.size(); i++) {
      Arrays.fill(owners, sections.get(i).from(), sections.get(i).to(), i);
    }
    for (Section section : sections) {
      int to = section.from() + section.period();
      for (int i = section.from(); i < to; i++) {
        for (int k = 0; k < code.operandCount(i); k++) {
          use(section, i, k);
        }
      }
    }
    assign();
  }

  private void use(Section section, int i, int k) {
    int value = code.operand(i, k);
    if (section.isLoop()) {
      int step = step(section, i, k);
      if (step != 0) {
        everyTurn[first(value)] = true;
        registers[first(value)] = 0;
        return;
      }
      if (value >= section.from()) {
        return;
      }
    }
    if (methods[value] == methods[i] || isWrittenOut(value)) {
      return;
    }
    Section owner = sections.get(owners[value]);
    everyTurn[first(value)] |= owner.turn(value) != owner.count() - 1;
    registers[first(value)] = 0;
  }

  /**
   * Whether a value is a number that every method knows; in a loop it may differ from turn to turn.
   */
  private boolean isWrittenOut(int value) {
    return code.op(value) == Op.NUMBER && !sections.get(owners[value]).isLoop();
  }

  private void assign() {
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] != NONE) {
        registers[i] = count;
        count += everyTurn[i] ? sections.get(owners[i]).count() : 1;
      }
    }
  }

  /**
   * {@return how far an operand from outside a loop moves with each turn; 0 if it is not outside}
   */
  int step(Section loop, int i, int k) {
    int second = code.operand(i + loop.period(), k);
    return second < loop.from() ? second - code.operand(i, k) : 0;
  }

  /** {@return the instruction in the first turn that stands for a value} */
  private int first(int value) {
    Section section = sections.get(owners[value]);
    return section.from() + section.position(value);
  }

  /** {@return how many registers there are} */
  int count() {
    return count;
  }

  boolean hasRegister(int value) {
    return registers[first(value)] != NONE;
  }

  /** {@return whether there is a register for each turn} */
  boolean hasEveryTurn(int value) {
    return everyTurn[first(value)];
  }

  /** {@return the register of a value} */
  int register(int value) {
    int first = first(value);
    return registers[first] + (everyTurn[first] ? sections.get(owners[value]).turn(value) : 0);
  }

  /** {@return how far registers are apart for values that are so many instructions apart} */
  int registerStep(int value, int step) {
    return step / sections.get(owners[value]).period();
  }

  /** {@return a value that another method computed} */
  Operand load(int value, FrameMethod method) {
    return hasRegister(value)
        ? method.load(new Affine(register(value), 0), 0)
        : new Operand.Known(code.number(value));
  }
}
