package org.fluxion.examples.jobs;

import java.nio.file.Path;
import org.fluxion.Backend;
import org.fluxion.FluxionException;

/**
 * How a job is run.
 *
 * @param backend computes the derivatives, those inside the loss and that of the loss
 * @param steps of the whole training, at least 1
 * @param seed of all random numbers: the same one gives the same numbers
 * @param output the folder for pictures, report and saved states, made if it is not there
 * @param isToResume whether to go on from the states that a stopped run of the same job, number of
 *     steps and seed left in that folder
 */
public record JobSettings(Backend backend, long steps, long seed, Path output, boolean isToResume) {
  /** Checks the number of steps. */
  public JobSettings {
    if (steps < 1) {
      throw new FluxionException("a job needs at least 1 step, given " + steps);
    }
    output = output.toAbsolutePath().normalize();
  }
}
