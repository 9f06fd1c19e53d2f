package org.fluxion.examples.jobs;

import java.util.List;

/**
 * What came out of a job.
 *
 * @param figures in the order in which a reader wants them
 * @param pictures likewise
 */
public record Findings(List<Figure> figures, List<Picture> pictures) {
  /** Copies the lists. */
  public Findings {
    figures = List.copyOf(figures);
    pictures = List.copyOf(pictures);
  }
}
