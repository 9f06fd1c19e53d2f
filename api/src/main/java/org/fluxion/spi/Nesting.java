package org.fluxion.spi;

/** How the derivative of a derivative is taken. */
public enum Nesting {
  /**
   * By the {@link NestedRule}, where there is one and the function shows its parameters: the chain
   * rule is applied to the inner derivative as a whole.
   */
  RULE,
  /** By the engines themselves: the outer one follows every step that the inner one takes. */
  NATURAL
}
