package org.fluxion.layers.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.Parameters;
import org.fluxion.layers.State;
import org.fluxion.layers.files.NamedTensors;
import org.fluxion.layers.files.SafeTensors;
import org.fluxion.layers.files.TensorFileException;
import org.jspecify.annotations.Nullable;

/** A {@link TrainState} in one file: its tensors below three names, its numbers as notes. */
final class Checkpoint {
  private static final String PARAMETERS = "parameters.";
  private static final String STATE = "state.";
  private static final String OPTIMISER = "optimiser.";
  private static final String STEP = "step";
  private static final String OPTIMISER_STEP = "optimiser_step";
  private static final String FROZEN = "frozen";

  private Checkpoint() {}

  static void save(TrainState state, Path file) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(STEP, Long.toString(state.step()));
    notes.put(OPTIMISER_STEP, Long.toString(state.optimiserState().step()));
    notes.put(FROZEN, String.join(" ", state.frozen()));
    SafeTensors.save(
        file,
        new NamedTensors(Map.of(), notes)
            .with(PARAMETERS, state.ps())
            .with(STATE, state.st())
            .with(OPTIMISER, state.optimiserState().memory()));
  }

  static TrainState load(TrainState like, Path file) {
    NamedTensors content = SafeTensors.load(file);
    String frozen = content.metadata().get(FROZEN);
    String expected = String.join(" ", like.frozen());
    if (!expected.equals(frozen)) {
      throw new TensorFileException(
          file + ": was saved with \"" + frozen + "\" frozen, not \"" + expected + "\"");
    }
    Parameters memory = like.optimiserState().memory();
    try {
      Parameters ps = like.ps().withTensors(content.below(PARAMETERS).like(like.ps()));
      // A state may change its shapes from call to call.
      State st = like.st().withTensors(content.below(STATE).named(like.st()));
      OptimiserState optimiserState =
          new OptimiserState(
              number(content, OPTIMISER_STEP),
              memory.withTensors(content.below(OPTIMISER).like(memory)));
      return new TrainState(
          like.model(),
          ps,
          st,
          like.optimiser(),
          optimiserState,
          like.frozen(),
          number(content, STEP));
    } catch (TensorFileException e) {
      throw new TensorFileException(file + ": " + e.getMessage(), e);
    }
  }

  private static long number(NamedTensors content, String name) {
    @Nullable String text = content.metadata().get(name);
    try {
      return Long.parseLong(text == null ? "" : text);
    } catch (NumberFormatException e) {
      throw new TensorFileException(
          "has no number \"" + name + "\" among its notes; it is no saved training", e);
    }
  }
}
