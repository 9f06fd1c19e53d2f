package org.fluxion.layers.conformance;

/** What a layer declares about itself, so that rules that are not for it are skipped visibly. */
public enum Trait {
  /** In train mode the rows of a batch influence each other, as in batch normalisation. */
  ROWS_COUPLED,
  /** The last axis of the input may have any length, as for an activation. */
  ANY_FEATURES,
  /** The input is a set of indices or the like: nothing is differentiated with respect to it. */
  DISCRETE_INPUT,
  /** The output depends on earlier calls also in test mode, as where a hidden state is carried. */
  REMEMBERS
}
