package org.fluxion.internal.registry;

import java.util.List;
import java.util.Map;
import org.fluxion.InvalidSpecException;

/**
 * A backend specification taken apart, such as {@code mixed(forward=hipparchus, reverse=reverse)}.
 *
 * <p>The value of an option has the same form, so that it may be a specification itself.
 *
 * @param source the whole text that it is part of
 * @param start where it starts there
 * @param end where it ends there, exclusive
 * @param name what stands before the parenthesis
 * @param arguments those without a key
 * @param options those with one, in order
 */
record Spec(
    String source,
    int start,
    int end,
    String name,
    List<Spec> arguments,
    Map<String, Option> options) {

  /**
   * A key and its value.
   *
   * @param start where the key starts in the source
   */
  record Option(int start, Spec value) {}

  /**
   * {@return the parts of a specification}
   *
   * @throws InvalidSpecException showing the place where something else was expected
   */
  static Spec parse(String source) {
    return new SpecParser(source).parse();
  }

  /** {@return its own part of the source} */
  String text() {
    return source.substring(start, end);
  }

  /** {@return an error that points at the beginning of this specification} */
  InvalidSpecException error(String message) {
    return error(source, start, message);
  }

  /** {@return an error that points at a place in a source} */
  static InvalidSpecException error(String source, int place, String message) {
    String line = source.replaceAll("\\s", " ");
    return new InvalidSpecException(message + "\n  " + line + "\n  " + " ".repeat(place) + "^");
  }
}
