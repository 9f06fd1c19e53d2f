package org.fluxion.spi;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the derivative of an inner derivative is taken, for functions that show what they depend on.
 *
 * <p>The numbers are the same; the costs are not. They are given in multiply-adds for the gradient
 * of a chain of dense layers, the plain parameter gradient being 1.
 */
public enum Nesting {
  /** By the rule's own choice, which is {@link #REVERSE_OVER_REVERSE}. */
  RULE("on"),
  /** By the engines themselves: the outer one follows every step that the inner one takes. */
  NATURAL("off"),
  /**
   * The inner derivative is recorded while its value is computed, and the record is swept: 2.0, the
   * least there is. For every inner operator.
   */
  REVERSE_OVER_REVERSE("reverseOverReverse"),
  /**
   * The joint gradient by all inputs is recorded along the active ones, and pushed forward along
   * the cotangent: 2.3. For inner gradients and pullbacks; other operators are recorded.
   */
  FORWARD_OVER_REVERSE("forwardOverReverse"),
  /**
   * As {@link #FORWARD_OVER_REVERSE}, but nothing is kept: the joint gradient is computed anew,
   * with tangents: 3.0, and the memory of little more than a plain gradient.
   */
  RECOMPUTE("recompute"),
  /**
   * The gradient of the derivative along the cotangent, with nothing kept: 2.7. For inner gradients
   * and pullbacks; other operators are recorded.
   */
  REVERSE_OVER_FORWARD("reverseOverForward");

  private final String option;

  Nesting(String option) {
    this.option = option;
  }

  /** {@return what asks for it: the value of the option {@code nested}} */
  public String option() {
    return option;
  }

  /** {@return the way that an option's value asks for} */
  public static Optional<Nesting> of(String option) {
    return Arrays.stream(values()).filter(each -> each.option.equals(option)).findFirst();
  }

  /** {@return all values of the option, for messages} */
  public static String options() {
    return Arrays.stream(values()).map(Nesting::option).collect(Collectors.joining(", "));
  }
}
