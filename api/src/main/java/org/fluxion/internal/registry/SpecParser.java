package org.fluxion.internal.registry;

import static java.util.Collections.unmodifiableMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.InvalidSpecException;
import org.fluxion.internal.registry.Spec.Option;

/**
 * Reads specifications, by recursive descent:
 *
 * <pre>
 *   spec     = word [ "(" [ argument { "," argument } ] ")" ]
 *   argument = [ word "=" ] spec
 *   word     = one or more characters other than white space and ( ) , =
 * </pre>
 *
 * <p>White space may stand between any two of these.
 */
final class SpecParser {
  private final String source;
  private int at;

  SpecParser(String source) {
    this.source = source;
  }

  Spec parse() {
    Spec spec = spec("the name of a backend");
    if (at < source.length()) {
      throw expected(spec.end() > spec.start() + spec.name().length() ? "the end" : "( or the end");
    }
    return spec;
  }

  private Spec spec(String expected) {
    skipSpace();
    int start = at;
    String name = word(expected);
    int end = at;
    List<Spec> arguments = new ArrayList<>();
    Map<String, Option> options = new LinkedHashMap<>();
    skipSpace();
    if (takes('(')) {
      skipSpace();
      if (!takes(')')) {
        do {
          argument(arguments, options);
        } while (takes(','));
        if (!takes(')')) {
          throw expected(", or )");
        }
      }
      end = at;
      skipSpace();
    }
    return new Spec(source, start, end, name, List.copyOf(arguments), unmodifiableMap(options));
  }

  private void argument(List<Spec> arguments, Map<String, Option> options) {
    Spec first = spec("an option");
    if (first.end() != first.start() + first.name().length() || !takes('=')) {
      arguments.add(first);
      return;
    }
    Spec value = spec("the value of option " + first.name());
    if (options.putIfAbsent(first.name(), new Option(first.start(), value)) != null) {
      throw first.error("option " + first.name() + " is given twice");
    }
  }

  private String word(String expected) {
    int start = at;
    while (at < source.length() && isWord(source.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw expected(expected);
    }
    return source.substring(start, at);
  }

  private static boolean isWord(char c) {
    return "(),=".indexOf(c) < 0 && !Character.isWhitespace(c);
  }

  private boolean takes(char c) {
    boolean there = at < source.length() && source.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpace() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private InvalidSpecException expected(String what) {
    return Spec.error(source, at, "invalid backend specification: expected " + what + " here");
  }
}
