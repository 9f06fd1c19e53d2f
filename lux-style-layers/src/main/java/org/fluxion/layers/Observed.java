package org.fluxion.layers;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * A model that tells an observer what each of its layers is given and returns.
 *
 * <p>It computes what the model does, from the same parameters and state. The observer is told of a
 * layer after those inside it, of the model last, and within a derivative in every sweep; the
 * tensors that it is shown may then be watched. It may be called from any thread that uses the
 * model.
 *
 * @param path of the model in what is observed; empty for the whole
 * @param model to be observed
 * @param observer is told of every call
 */
public record Observed(String path, Layer model, Consumer<LayerCall> observer) implements Layer {
  /** Checks that all is there. */
  public Observed {
    Given.require(path, "Observed: path is null");
    Given.require(model, "Observed: model is null");
    Given.require(observer, "Observed: observer is null");
  }

  /** Makes a model of which every layer is observed. */
  public Observed(Layer model, Consumer<LayerCall> observer) {
    this("", model, observer);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return model.initialParameters(rng);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return model.initialState(rng);
  }

  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Applied applied =
        model
            .mapChildren((name, child) -> new Observed(below(name), child, observer))
            .apply(x, ps, st);
    observer.accept(new LayerCall(path, model, x, ps, st, applied));
    return applied;
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new Observed(path, model.mapChildren(function), observer);
  }
}
