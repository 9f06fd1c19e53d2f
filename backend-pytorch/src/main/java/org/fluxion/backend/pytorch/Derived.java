package org.fluxion.backend.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.spi.Flattening;
import org.fluxion.spi.Linearizations;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * What libtorch gives for a program, as a primitive, so that outer derivatives can follow it.
 *
 * <p>Its operands are the inputs of the program, what the program captured, and the seeds of the
 * sweep; its result is one vector. Under libtorch itself it becomes a part of the outer graph: a
 * gradient that is followed. Other engines take its derivative, which is libtorch's again.
 *
 * @param shapes of what the sweep gives
 */
record Derived(Sweep sweep, int threads, Program program, List<Shape> shapes) implements Primitive {
  /** {@return the results of a program as outer derivatives see them} */
  static Tensor[] values(
      Program program, List<Tensor> inputs, List<Tensor> captured, List<Shape> shapes) {
    List<Tensor> at = new ArrayList<>(inputs);
    at.addAll(captured);
    int threads = torch.get_num_threads();
    return new Derived(Sweep.VALUES, threads, program, shapes).applied(at.toArray(Tensor[]::new));
  }

  /** {@return what the sweep gives, in parts} */
  Tensor[] applied(Tensor[] at, Tensor... seeds) {
    Tensor[] operands = Arrays.copyOf(at, at.length + seeds.length);
    System.arraycopy(seeds, 0, operands, at.length, seeds.length);
    Tensor flat = apply(operands);
    Tensor[] parts = new Tensor[shapes.size()];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int to = from + shapes.get(i).size();
      parts[i] = flat.slice(0, from, to).reshape(shapes.get(i).toArray());
      from = to;
    }
    return parts;
  }

  @Override
  public String name() {
    return "pytorch " + sweep.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public Shape shape(Shape... operands) {
    return Shape.of(shapes.stream().mapToInt(Shape::size).sum());
  }

  private int seeds() {
    return switch (sweep) {
      case VALUES, GRADIENT -> 0;
      case PULLBACK -> program.results().size();
      case PUSHFORWARD, GRADIENT_PUSHFORWARD -> program.inputs();
      case GRADIENT_PULLBACK -> program.inputs() + 1;
    };
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    int until = operands.length - seeds();
    Tensor[] at = Arrays.copyOf(operands, until);
    Tensor[] seeds = Arrays.copyOfRange(operands, until, operands.length);
    return Flattening.flatten(
        Recording.natively(program, at, threads, null, graph -> graph.swept(sweep, seeds)));
  }

  /** {@return the result as a part of an outer graph} */
  org.bytedeco.pytorch.Tensor within(Array[] operands, Session session) {
    boolean isFollowed = GradMode.is_enabled();
    // Inside a sweep libtorch does not follow; the inner derivative needs it.
    GradMode.set_enabled(true);
    try {
      org.bytedeco.pytorch.Tensor result = swept(operands, session, isFollowed);
      if (!session.isStrict() && !Torch.isFinite(result)) {
        result = swept(operands, session.strictly(), isFollowed);
      }
      return isFollowed ? result : result.detach();
    } finally {
      GradMode.set_enabled(isFollowed);
    }
  }

  private org.bytedeco.pytorch.Tensor swept(Array[] operands, Session session, boolean isFollowed) {
    int until = operands.length - seeds();
    List<Array> inputs = new ArrayList<>();
    for (Array operand : Arrays.copyOf(operands, program.inputs())) {
      inputs.add(Array.of(distinct(operand)));
    }
    List<Array> captured = List.of(operands).subList(program.inputs(), until);
    List<Array> results = program.run(inputs, captured, session);
    Followed run = new Followed(session, Graph.handles(inputs), Graph.handles(results));
    List<Array> seeds = List.of(operands).subList(until, operands.length);
    TensorVector parts = new TensorVector();
    for (org.bytedeco.pytorch.Tensor part : sweep.over(run, Graph.handles(seeds), isFollowed)) {
      parts.push_back(part.reshape(-1));
    }
    return torch.cat(parts, 0);
  }

  /** {@return an input of its own, since the operand may come in elsewhere as well} */
  private static org.bytedeco.pytorch.Tensor distinct(Array operand) {
    org.bytedeco.pytorch.Tensor handle = operand.handle();
    return operand.isFollowed() ? handle.view_as(handle) : handle.detach().set_requires_grad(true);
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    Recording recording =
        Recording.of(moved -> new Tensor[] {apply(moved)}, operands.clone(), threads);
    return Linearizations.differential(new PytorchLinearization(recording), operands);
  }
}
