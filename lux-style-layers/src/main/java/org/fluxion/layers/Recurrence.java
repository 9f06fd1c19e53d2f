package org.fluxion.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A recurrent cell over a sequence: batch × time × in becomes batch × out, the last output, or
 * batch × time × out, all of them.
 *
 * <p>The parameters of the cell are below {@code cell}. What is carried begins as {@link Start}
 * says. Only where it begins with what the call before has left there is a state, that of the cell
 * below {@code cell}; a {@link StatefulLayer} keeps it detached, so that gradients end at the
 * beginning of a call (truncated backpropagation through time).
 *
 * @param cell takes the steps
 * @param output the last output, or all
 * @param start what is carried at the beginning of a sequence
 */
public record Recurrence(RecurrentCell cell, Output output, Start start) implements Layer {
  /** Which outputs of the cell are the layer's. */
  public enum Output {
    /** That of the last step: batch × out. */
    LAST,
    /** Those of all steps: batch × time × out. */
    SEQUENCE
  }

  /** What is carried at the beginning of a sequence. */
  public enum Start {
    /** Zeros. */
    ZERO,
    /** Parameters, the same for all samples, below {@code start}; they begin as zeros. */
    LEARNED,
    /** What the call before has left in the state; zeros at first. */
    CARRIED
  }

  /** Checks that all is there. */
  public Recurrence {
    Given.require(cell, "Recurrence: cell is null");
    Given.require(output, "Recurrence: output is null");
    Given.require(start, "Recurrence: start is null");
  }

  /** Makes the layer that begins with zeros and gives the last output. */
  public Recurrence(RecurrentCell cell) {
    this(cell, Output.LAST, Start.ZERO);
  }

  /** Makes the layer that begins with zeros. */
  public Recurrence(RecurrentCell cell, Output output) {
    this(cell, output, Start.ZERO);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("cell", cell.initialParameters(rng));
    if (start == Start.LEARNED) {
      Map<String, Tensor> learned = new LinkedHashMap<>();
      cell.carried().forEach(name -> learned.put(name, Tensor.zeros(cell.out())));
      parameters.put("start", learned);
    }
    return Parameters.of(parameters);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return start == Start.CARRIED
        ? State.of(Map.of("cell", cell.initialState(rng)))
        : State.empty();
  }

  /**
   * {@return the last output or all outputs, and what is carried as state, if it is}
   *
   * @param x shape [batch, time, in], of at least one step
   * @throws ShapeMismatchException if x has another shape, or if what is carried belongs to a batch
   *     of another size
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    if (x.rank() != 3 || x.shape().get(1) == 0) {
      throw new ShapeMismatchException(
          "Recurrence of "
              + cell
              + ": x has shape "
              + x.shape()
              + "; expected batch × time × "
              + cell.in()
              + ", and at least one step");
    }
    int batch = x.shape().get(0);
    Parameters own = ps.at("cell");
    List<Tensor> carry = begin(batch, ps, st);
    List<Tensor> outputs = new ArrayList<>();
    // Steps first, since an engine joins the cotangents of what is taken by get.
    Tensor steps = cell.project(x, own).transpose(1, 0, 2);
    for (int step = 0; step < x.shape().get(1); step++) {
      carry = cell.step(steps.get(step), carry, own);
      outputs.add(carry.get(0));
    }
    Tensor y = output == Output.LAST ? carry.get(0) : Tensor.stack(1, outputs);
    return new Applied(
        y, start == Start.CARRIED ? st.with("cell", Carry.kept(cell, st.at("cell"), carry)) : st);
  }

  private List<Tensor> begin(int batch, Parameters ps, State st) {
    return switch (start) {
      case ZERO -> Carry.zeros(cell, batch);
      case CARRIED -> Carry.of(cell, st.at("cell"), batch);
      case LEARNED -> {
        List<Tensor> carry = new ArrayList<>();
        for (String name : cell.carried()) {
          Tensor learned =
              Fitting.parameter(
                  "Recurrence of " + cell, ps.at("start"), name, Shape.of(cell.out()));
          carry.add(learned.broadcastTo(batch, cell.out()));
        }
        yield carry;
      }
    };
  }
}
