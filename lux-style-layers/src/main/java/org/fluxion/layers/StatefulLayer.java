package org.fluxion.layers;

import org.fluxion.Parameterized;
import org.fluxion.Parameters;
import org.fluxion.WithParams;
import org.fluxion.tensor.Tensor;

/**
 * A model with its parameters, as a function of the input alone, and with a cell that keeps its
 * state from call to call.
 *
 * <p>Being {@link Parameterized}, it may be differentiated inside another derivative, which then
 * follows the parameters as well:
 *
 * <pre>{@code
 * gradient(backend, p -> {
 *   var layer = new StatefulLayer(model, p, st);
 *   Tensor slope = gradient(backend, layer.andThen(y -> y.square().sum()), x);
 *   return slope.minus(target).square().sum();
 * }, ps);
 * }</pre>
 *
 * <p><b>State.</b> An operator may evaluate the model many times, and all these sweeps are one
 * call: each sees the state as it was at the beginning, and one new state is kept, that of the
 * first sweep; a backend of differences may make its first sweep at a moved point. It is kept
 * {@linkplain State#detached detached}, so the cell holds on to no derivative. Derivatives
 * therefore do not follow what passes through the cell from one call to the next; {@link
 * Layer#apply}, which hands the state on openly, is there for that. The state that the constructor
 * is given is used as it is.
 *
 * <p><b>Threads.</b> Calls may run in several threads. Those that overlap all begin with the same
 * state; the first to finish a sweep keeps its new state, and the others keep none.
 */
public final class StatefulLayer implements Parameterized<Tensor, Parameters> {
  private final Layer model;
  private final Parameters parameters;
  private volatile State state;

  /**
   * Puts a model, its parameters and its state together.
   *
   * @param state before the first call
   */
  public StatefulLayer(Layer model, Parameters parameters, State state) {
    this.model = Given.require(model, "StatefulLayer: model is null");
    this.parameters = Given.require(parameters, "StatefulLayer: parameters are null");
    this.state = Given.require(state, "StatefulLayer: state is null");
  }

  /**
   * {@return the model as a function of input and parameters, for one call: its state is that of
   * now}
   *
   * <p>However often the function is applied, it applies the model with this state. The first
   * application keeps the new state, unless another call has kept one since.
   */
  @Override
  public WithParams<Tensor, Parameters> function() {
    State frozen = state;
    return (x, ps) -> {
      Applied applied = model.apply(x, ps, frozen);
      commit(frozen, applied.st());
      return applied.y();
    };
  }

  @SuppressWarnings("ReferenceEquality") // an equal state that another call kept is another one
  private synchronized void commit(State frozen, State next) {
    if (next != frozen && state == frozen) {
      state = next.detached();
    }
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /** {@return the state that the next call will see} */
  public State state() {
    return state;
  }

  @Override
  public String toString() {
    return "StatefulLayer of " + model;
  }
}
