package org.fluxion.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.StructureException;
import org.fluxion.spi.TensorStructure;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * What a model carries from call to call and does not train, such as running statistics: an ordered
 * tree with the state of each layer below the name of that layer.
 *
 * <p>A value is addressed by its path, as in {@code tensor("layer_1.mean")}. Immutable; equal when
 * the same names in the same order stand for equal values. It may be the argument of an operator,
 * which then differentiates with respect to its tensors.
 *
 * <p><b>Mode.</b> A layer that acts differently in training, such as {@link Dropout}, has in its
 * state a scalar of the name {@value #TRAINING}: 1 in training, as initially, and 0 otherwise.
 * {@link #training()} and {@link #testing()} set all of them in a tree.
 */
public final class State implements TensorStructure {
  /** The name of the flag that says whether the model is being trained; for nothing else. */
  public static final String TRAINING = "training";

  private static final State EMPTY = new State(Map.of());

  /** Tensors and states, unmodifiable and ordered. */
  private final Map<String, Object> children;

  private State(Map<String, Object> children) {
    this.children = children;
  }

  /** {@return the state of a layer that has none} */
  public static State empty() {
    return EMPTY;
  }

  /**
   * {@return the tree of a map, in the order in which the map is iterated}
   *
   * @param children tensors and states; the names are not empty and contain no dot
   * @throws StructureException naming whatever else is there
   */
  public static State of(Map<String, ?> children) {
    Map<String, Object> checked = new LinkedHashMap<>();
    children.forEach((name, child) -> checked.put(checkedName(name), checkedChild(name, child)));
    return new State(Collections.unmodifiableMap(checked));
  }

  private static String checkedName(@Nullable String name) {
    if (name == null || name.isEmpty() || name.indexOf('.') >= 0) {
      throw new StructureException(
          "State: " + quoted(name) + " is no name; a name is not empty and has no dot");
    }
    return name;
  }

  private static Object checkedChild(String name, @Nullable Object child) {
    if (child instanceof Tensor || child instanceof State) {
      return child;
    }
    throw new StructureException(
        "State: "
            + name
            + " is "
            + (child == null ? "null" : "a " + child.getClass().getName())
            + "; expected a Tensor or a State");
  }

  /**
   * {@return the state below a path}
   *
   * @throws StructureException if there is none, listing what there is
   */
  public State at(String path) {
    if (find(path) instanceof State state) {
      return state;
    }
    throw new StructureException("State: no state " + quoted(path) + listed());
  }

  /**
   * {@return the tensor at a path}
   *
   * @throws StructureException if there is none, listing what there is
   */
  public Tensor tensor(String path) {
    if (find(path) instanceof Tensor tensor) {
      return tensor;
    }
    throw new StructureException("State: no tensor " + quoted(path) + listed());
  }

  private @Nullable Object find(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return children.get(path);
    }
    return children.get(path.substring(0, dot)) instanceof State state
        ? state.find(path.substring(dot + 1))
        : null;
  }

  /**
   * {@return the same tree with another tensor at a path where there is one; its shape may differ}
   *
   * @throws StructureException if there is no tensor at the path
   */
  public State with(String path, Tensor tensor) {
    tensor(path);
    return replaced(path, Given.require(tensor, "State.with: tensor is null"));
  }

  /**
   * {@return the same tree with another state below a path where there is one}
   *
   * @throws StructureException if there is no state at the path
   */
  public State with(String path, State state) {
    at(path);
    return replaced(path, Given.require(state, "State.with: state is null"));
  }

  private State replaced(String path, Object child) {
    int dot = path.indexOf('.');
    Map<String, Object> changed = new LinkedHashMap<>(children);
    if (dot < 0) {
      changed.put(path, child);
    } else {
      String name = path.substring(0, dot);
      changed.put(name, at(name).replaced(path.substring(dot + 1), child));
    }
    return new State(Collections.unmodifiableMap(changed));
  }

  /**
   * {@return the same state in training mode: masks are drawn, statistics are those of the batch}
   *
   * <p>It is this state itself if every flag is set already, or if there is none.
   */
  public State training() {
    return withMode(true);
  }

  /**
   * {@return the same state in test mode: nothing is random, statistics are the running ones}
   *
   * <p>It is this state itself if no flag is set.
   */
  public State testing() {
    return withMode(false);
  }

  @SuppressWarnings("ReferenceEquality") // a state whose flags are right returns itself
  private State withMode(boolean training) {
    State changed = this;
    for (Map.Entry<String, Object> child : children.entrySet()) {
      String name = child.getKey();
      if (child.getValue() instanceof State inner) {
        State mode = inner.withMode(training);
        changed = mode == inner ? changed : changed.with(name, mode);
      } else if (name.equals(TRAINING) && isTraining() != training) {
        changed = changed.with(name, Tensor.scalar(training ? 1 : 0));
      }
    }
    return changed;
  }

  /**
   * {@return whether the flag {@value #TRAINING} of this state, not of those below it, is set}
   *
   * @throws StructureException if there is no such flag, or if it is not a scalar
   */
  public boolean isTraining() {
    Tensor flag = tensor(TRAINING);
    if (flag.rank() != 0) {
      throw new StructureException(
          "State: "
              + TRAINING
              + " is the name of a flag, a scalar; here it has shape "
              + flag.shape()
              + ", so give that value another name");
    }
    return flag.isGreaterThan(0.5);
  }

  /**
   * {@return the same values, plain: constants to every derivative, so that they may be kept}
   *
   * <p>A tensor that a derivative watches may not be used after that derivative; this is how a
   * state gets out.
   *
   * @throws org.fluxion.FluxionException if a tensor is watched by a batch, in which it has one
   *     value per row
   */
  public State detached() {
    List<Tensor> tensors = tensors();
    return tensors.stream().anyMatch(Tracer.class::isInstance)
        ? withTensors(tensors.stream().map(State::plain).toList())
        : this;
  }

  private static Tensor plain(Tensor tensor) {
    // Said first, so that whoever watches the reading of values knows that the loss is meant.
    Tensor stopped = tensor.stopGradient();
    return stopped instanceof Tracer
        ? Tensor.of(stopped.toArray(), stopped.shape().toArray())
        : stopped;
  }

  /** {@return the names of the direct children, in order} */
  public List<String> names() {
    return List.copyOf(children.keySet());
  }

  /** {@return the paths of all tensors, in order} */
  @Override
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    children.forEach(
        (name, child) -> {
          if (child instanceof State state) {
            state.paths().forEach(path -> paths.add(name + "." + path));
          } else {
            paths.add(name);
          }
        });
    return paths;
  }

  /** {@return all tensors, in the order of {@link #paths}} */
  @Override
  public List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (Object child : children.values()) {
      if (child instanceof State state) {
        tensors.addAll(state.tensors());
      } else {
        tensors.add((Tensor) child);
      }
    }
    return tensors;
  }

  /**
   * {@return the same tree with other tensors, in the order of {@link #paths}}
   *
   * @throws StructureException if there are more or fewer of them
   */
  @Override
  public State withTensors(List<Tensor> tensors) {
    int needed = tensors().size();
    if (tensors.size() != needed) {
      throw new StructureException("State: " + needed + " tensors needed, given " + tensors.size());
    }
    return filled(tensors.iterator());
  }

  private State filled(Iterator<Tensor> tensors) {
    Map<String, Object> changed = new LinkedHashMap<>();
    children.forEach(
        (name, child) ->
            changed.put(
                name,
                child instanceof State state
                    ? state.filled(tensors)
                    : checkedChild(name, tensors.next())));
    return new State(Collections.unmodifiableMap(changed));
  }

  private String listed() {
    return children.isEmpty() ? "; it is empty" : "; there are " + String.join(", ", names());
  }

  private static String quoted(@Nullable String name) {
    return name == null ? "null" : '"' + name + '"';
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof State s && names().equals(s.names()) && children.equals(s.children));
  }

  @Override
  public int hashCode() {
    return children.hashCode();
  }

  /** {@return the tree on one line, as in {@code {layer_1={count=2.0, mean=[0.5, 1.5]}}}} */
  @Override
  public String toString() {
    return children.toString();
  }
}
