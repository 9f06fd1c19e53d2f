package org.fluxion.internal.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.plan.Node.Constant;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operations of a plan that generated code does at once.
 *
 * <p>They follow each other, so nothing else changes a buffer in between. Guards on what they
 * compute are asked when all are done, which is soon enough: none of them can fail.
 */
final class Fusion {
  /** Fewer are not worth a class. */
  private static final int FEWEST = 2;

  private final Plan plan;
  private final List<Group> groups = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();

  private Fusion(Plan plan) {
    this.plan = plan;
  }

  /** {@return what a generator has code for, in order} */
  static List<Fused> of(Plan plan, CodeGenerator generator) {
    Fusion fusion = new Fusion(plan);
    fusion.group();
    return fusion.generate(generator);
  }

  private void group() {
    double[][] constants = constants();
    Group current = null;
    for (int place = 0; place < plan.buffers().length; place++) {
      Task task = plan.task(place);
      if (task == null) {
        continue;
      }
      tasks.add(task);
      if (current == null || !current.lowering.add(task)) {
        Lowering lowering =
            plan.sizes()[task.result()] == 1
                ? new ScalarLowering(plan.sizes(), constants)
                : new LoopLowering(plan.sizes(), task);
        current = lowering.add(task) ? new Group(tasks.size() - 1, lowering) : null;
        if (current != null) {
          groups.add(current);
        }
      }
      if (current != null) {
        current.to = tasks.size();
      }
    }
  }

  private double[] @Nullable [] constants() {
    double[][] constants = new double[plan.sizes().length][];
    for (int place = 0; place < plan.buffers().length; place++) {
      if (plan.isNeeded(place) && plan.program().nodes().get(place) instanceof Constant constant) {
        constants[plan.buffers()[place]] = constant.value().toArray();
      }
    }
    return constants;
  }

  /** Goes backwards, to know what is read after each group. */
  private List<Fused> generate(CodeGenerator generator) {
    List<Fused> fused = new ArrayList<>();
    BitSet live = new BitSet();
    for (int result : plan.program().results()) {
      live.set(plan.buffers()[result]);
    }
    for (Guard guard : plan.program().guards()) {
      live.set(plan.buffers()[guard.place()]);
    }
    int next = tasks.size();
    for (int i = groups.size() - 1; i >= 0; i--) {
      Group group = groups.get(i);
      next = before(next, group.to, live);
      Fused work = group.to - group.from < FEWEST ? null : fused(group, generator, live);
      if (work != null) {
        fused.add(work);
      }
      next = before(next, group.from, live);
    }
    Collections.reverse(fused);
    return fused;
  }

  /** Goes back to a task, and with it from what is read after to what is read before. */
  private int before(int from, int to, BitSet live) {
    for (int i = from - 1; i >= to; i--) {
      live.clear(tasks.get(i).result());
      for (int operand : tasks.get(i).operands()) {
        live.set(operand);
      }
    }
    return to;
  }

  private @Nullable Fused fused(Group group, CodeGenerator generator, BitSet live) {
    Lowered work = group.lowering.generate(generator, live);
    return work == null
        ? null
        : new Fused(tasks.get(group.from).place(), tasks.get(group.to - 1).place(), work);
  }

  /** Tasks that were taken together. */
  private static final class Group {
    final int from;
    final Lowering lowering;
    int to;

    Group(int from, Lowering lowering) {
      this.from = from;
      this.lowering = lowering;
    }
  }
}
