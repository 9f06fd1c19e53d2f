package org.fluxion.layers.training;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fluxion.Backend;
import org.fluxion.Parameters;
import org.fluxion.Partition;
import org.fluxion.ValueAndGradient;
import org.fluxion.ValueGradientAndAux;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;

/**
 * All that changes in a training, and what it changes by; immutable.
 *
 * <p>A step makes another one of it, so stopping, saving, and taking a training up again need no
 * further thought: the same state gives the same bits.
 *
 * @param model what is trained
 * @param ps its parameters
 * @param st its state
 * @param optimiser what moves the parameters
 * @param optimiserState what that remembers
 * @param frozen paths of tensors or trees in ps that stay as they are, with no gradient work at all
 * @param step how many steps were taken
 */
public record TrainState(
    Layer model,
    Parameters ps,
    State st,
    Optimiser optimiser,
    OptimiserState optimiserState,
    List<String> frozen,
    long step) {

  /** Checks that all is there. */
  public TrainState {
    String owner = "TrainState";
    Checked.given(owner, "model", model);
    Checked.given(owner, "ps", ps);
    Checked.given(owner, "st", st);
    Checked.given(owner, "optimiser", optimiser);
    Checked.given(owner, "optimiserState", optimiserState);
    frozen = List.copyOf(Checked.given(owner, "frozen", frozen));
    Checked.atLeast(0, owner, "step", step);
  }

  /** Makes the state before the first step, with nothing frozen. */
  public TrainState(Layer model, Parameters ps, State st, Optimiser optimiser) {
    this(
        model,
        ps,
        st,
        optimiser,
        Checked.given("TrainState", "optimiser", optimiser).initialState(ps),
        List.of(),
        0);
  }

  /** {@return the state before the first step, with initial parameters and state of the model} */
  public static TrainState start(Layer model, Optimiser optimiser, RandomGenerator rng) {
    Checked.given("TrainState", "model", model);
    Parameters ps = model.initialParameters(rng);
    return new TrainState(model, ps, model.initialState(rng), optimiser);
  }

  /** {@return the same state with another optimiser, which has taken no steps yet} */
  public TrainState with(Optimiser other) {
    return with(other, frozen);
  }

  /**
   * {@return the same state with other parts of the parameters frozen, and none else; the optimiser
   * starts anew}
   *
   * @param paths of tensors, or of trees with all that is below them; none for nothing
   * @throws org.fluxion.StructureException if there is nothing at a path, listing what there is
   */
  public TrainState freezing(String... paths) {
    return with(optimiser, List.of(paths));
  }

  private TrainState with(Optimiser other, List<String> paths) {
    Checked.given("TrainState.with", "optimiser", other);
    OptimiserState fresh = other.initialState(parts(paths).trainable());
    return new TrainState(model, ps, st, other, fresh, paths, step);
  }

  private Partition parts(List<String> paths) {
    return ps.freeze(paths.toArray(String[]::new));
  }

  /**
   * {@return the loss now, and the state after one step; this very state if the optimiser found
   * nothing better}
   *
   * <p>The new state of the model is that of the last evaluation of the loss; a {@link
   * GradientOptimiser} makes only one.
   *
   * @param backend differentiates the loss
   * @param batch the data of this step
   * @throws DivergenceException if the loss or its gradient is not finite, saying where
   */
  public <B> TrainStep next(Backend backend, LossFunction<B> loss, B batch) {
    return next(LossGradient.unprepared(backend, loss), loss, batch);
  }

  /** {@return the same with a gradient of the loss that the caller has} */
  <B> TrainStep next(LossGradient<B> gradient, LossFunction<B> loss, B batch) {
    Partition parts = parts(frozen);
    State[] newest = {st};
    Objective objective =
        p -> {
          ValueGradientAndAux<Parameters, State> all = gradient.at(this, parts, p, batch);
          newest[0] = all.aux();
          return new ValueAndGradient<>(all.value(), all.gradient());
        };
    OptimiserStep made = optimiser.step(objective, parts.trainable(), optimiserState);
    Divergence.check(made.before(), this, loss, batch);
    Updated after = made.after();
    TrainState moved =
        isSame(after.state(), optimiserState)
            ? this
            : new TrainState(
                model,
                parts.union(after.ps()),
                newest[0],
                optimiser,
                after.state(),
                frozen,
                step + 1);
    return new TrainStep(made.before().value(), moved);
  }

  @SuppressWarnings("ReferenceEquality") // the very state is how an optimiser says: nothing better
  private static boolean isSame(OptimiserState one, OptimiserState other) {
    return one == other;
  }

  /**
   * Saves everything that changes, in one file of the safetensors format.
   *
   * <p>An existing file is replaced at once, or stays as it is if something goes wrong.
   *
   * @throws org.fluxion.FluxionException if the file cannot be written
   */
  public void save(Path file) {
    Checkpoint.save(this, file);
  }

  /**
   * {@return the state that was saved in a file, with the model, the optimiser and the frozen paths
   * of this one}
   *
   * @throws org.fluxion.FluxionException if the file cannot be read, or is that of another model or
   *     optimiser, naming the first tensor that differs
   */
  public TrainState load(Path file) {
    return Checkpoint.load(this, file);
  }
}
