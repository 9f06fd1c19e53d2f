package org.fluxion.examples.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All that a job found.
 *
 * @param job its name
 * @param backend that it was trained with
 * @param seed of its random numbers
 * @param steps that were taken
 * @param seconds that the training took, or the part of it since it was taken up again
 * @param millisecondsPerStep in that time; 0 if there was no step left to take
 * @param accepted whether every figure is within its bound
 * @param figures what was measured
 * @param gradientTimes how long a gradient takes by each of some backends
 * @param command that gives the same numbers again
 * @param pictures their files
 * @param report the file of the page that shows all this
 */
public record JobResult(
    String job,
    String backend,
    long seed,
    long steps,
    double seconds,
    double millisecondsPerStep,
    boolean accepted,
    List<Figure> figures,
    List<GradientTime> gradientTimes,
    String command,
    List<String> pictures,
    String report) {
  /** Copies the lists. */
  public JobResult {
    figures = List.copyOf(figures);
    gradientTimes = List.copyOf(gradientTimes);
    pictures = List.copyOf(pictures);
  }

  /** {@return which figures are beyond their bounds, in sentences} */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (Figure figure : figures) {
      if (!figure.met()) {
        complaints.add(
            String.format(
                Locale.ROOT,
                "%s: %s is %.2e after %,d steps, not at most %.1e",
                job,
                figure.name(),
                figure.value(),
                steps,
                figure.bound()));
      }
    }
    return complaints;
  }
}
