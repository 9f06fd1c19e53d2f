package org.fluxion.internal.plan;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One recorded path of a function: its plan, and workspaces that are lent to threads.
 *
 * <p>Usable from any thread. A few workspaces are kept; where more threads run at once the others
 * make theirs anew.
 */
final class Path {
  private static final int KEPT = 8;

  private final Plan plan;
  private final @Nullable Blocks blocks;
  private final AtomicReferenceArray<@Nullable Workspace> spare = new AtomicReferenceArray<>(KEPT);

  Path(Program program) {
    plan = Plan.of(program);
    blocks = Blocks.of(plan);
  }

  /** {@return the plan as text, and how it is cut if it is} */
  @Override
  public String toString() {
    return blocks == null ? plan.toString() : plan + "\n" + blocks.describe();
  }

  Plan plan() {
    return plan;
  }

  /** {@return whether the tensors have the shapes of the inputs} */
  boolean takes(Tensor[] at) {
    for (int i = 0; i < at.length; i++) {
      if (!at[i].shape().equals(plan.program().nodes().get(i).shape())) {
        return false;
      }
    }
    return true;
  }

  /** {@return the results at a point; null if it is not on this path} */
  Tensor @Nullable [] run(Tensor[] at) {
    try (Workspace workspace = lend()) {
      for (int i = 0; i < at.length; i++) {
        at[i].copyTo(workspace.input(i));
      }
      return workspace.run() ? workspace.tensors() : null;
    }
  }

  /** {@return a workspace that nobody else uses, to be closed} */
  Workspace lend() {
    for (int i = 0; i < KEPT; i++) {
      if (spare.get(i) != null) {
        Workspace taken = spare.getAndSet(i, null);
        if (taken != null) {
          return taken;
        }
      }
    }
    return blocks == null ? new StepWorkspace(plan, this) : new BlockWorkspace(blocks, this);
  }

  void giveBack(Workspace workspace) {
    for (int i = 0; i < KEPT; i++) {
      if (spare.compareAndSet(i, null, workspace)) {
        return;
      }
    }
  }
}
