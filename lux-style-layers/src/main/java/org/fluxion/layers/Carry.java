package org.fluxion.layers;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** What recurrent cells carry from step to step, in and out of the state. */
final class Carry {
  private Carry() {}

  /** {@return zeros for each row of a batch} */
  static List<Tensor> zeros(RecurrentCell cell, int batch) {
    List<Tensor> carry = new ArrayList<>();
    cell.carried().forEach(name -> carry.add(Tensor.zeros(batch, cell.out())));
    return carry;
  }

  /**
   * {@return what the state carries; zeros if there was no call before}
   *
   * @throws ShapeMismatchException if it belongs to a batch of another size
   */
  static List<Tensor> of(RecurrentCell cell, State st, int batch) {
    List<Tensor> carry = new ArrayList<>();
    for (String name : cell.carried()) {
      Tensor carried = st.tensor(name);
      if (carried.rank() == 2 && carried.shape().get(0) == 0) {
        return zeros(cell, batch);
      }
      Shape expected = Shape.of(batch, cell.out());
      if (!carried.shape().equals(expected)) {
        throw new ShapeMismatchException(
            cell
                + ": the state carries "
                + name
                + " of shape "
                + carried.shape()
                + ", this batch needs "
                + expected
                + "; start again from initialState");
      }
      carry.add(carried);
    }
    return carry;
  }

  /** {@return the state with what is carried on} */
  static State kept(RecurrentCell cell, State st, List<Tensor> carry) {
    State next = st;
    for (int i = 0; i < carry.size(); i++) {
      next = next.with(cell.carried().get(i), carry.get(i));
    }
    return next;
  }
}
