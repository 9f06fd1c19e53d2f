package org.fluxion.conformance;

/** How much users of interchangeable backends count on a rule. A broken rule of any level fails. */
public enum Level {
  /**
   * Holds for every backend, whatever it declares; a backend that breaks it gives wrong answers,
   * loses some, or spoils what is not its own.
   */
  REQUIRED("required"),
  /**
   * Holds unless the capabilities decline it: a low order, an accuracy other than exact, no work on
   * tensors that others watch. What declines it lacks something that users look for.
   */
  RECOMMENDED("recommended"),
  /** Holds where the capabilities promise more than results: a record, sweeps of many at once. */
  OPTIONAL("optional");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  /** {@return the level as documents write it} */
  @Override
  public String toString() {
    return word;
  }
}
