package org.fluxion.reference;

import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fluxion.tensor.Tensor;

/**
 * A line of the reference: the point, and which results are right.
 *
 * @param expected the answer, or the part of it that an entry is about
 */
record Reference(JsonNode line, JsonNode expected) {
  private static final Pattern ABSOLUTE = Pattern.compile("absolute tol(?:erance)? ([-.\\de]+)");

  /** {@return all lines by their ids, in their order} */
  static Map<String, Reference> lines() {
    Map<String, Reference> lines = new LinkedHashMap<>();
    for (String text : read("cases.jsonl").lines().toList()) {
      JsonNode line = parse(text);
      lines.put(line.get("id").textValue(), new Reference(line, line.get("expected")));
    }
    return lines;
  }

  /** {@return a resource of this package as a tree} */
  static JsonNode tree(String resource) {
    return parse(read(resource));
  }

  private static String read(String resource) {
    try (InputStream in = Reference.class.getResourceAsStream("/reference/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return numbers, possibly written as "Infinity" or "NaN", nested in arrays, as a tensor} */
  static Tensor tensor(JsonNode node) {
    if (node.isArray()) {
      return Tensor.stack(0, elements(node).map(Reference::tensor).toList());
    }
    return Tensor.scalar(
        node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** {@return the point} */
  Tensor x() {
    return tensor(line.get("x"));
  }

  /** {@return what the line expects of one of several results} */
  Reference part(String name) {
    return new Reference(line, expected.get(name));
  }

  /** Asserts that a result is the expected one, or one of those that are accepted. */
  void accepts(Tensor actual) {
    if (expected.isObject()) {
      acceptsByConvention(actual);
    } else {
      agrees(expected, actual);
    }
  }

  private void agrees(JsonNode wanted, Tensor actual) {
    assertClose(tensor(wanted), actual, tolerance(), line.get("f").textValue());
  }

  /** Some lines expect zeros and say in words how far from 0 a result may be. */
  private double tolerance() {
    Matcher absolute = ABSOLUTE.matcher(line.toString());
    return absolute.find() ? Double.parseDouble(absolute.group(1)) : line.get("rtol").doubleValue();
  }

  private void acceptsByConvention(Tensor actual) {
    if (expected.has("prefer")) {
      agrees(expected.get("prefer"), actual);
    }
    if (expected.has("accept")) {
      assertTrue(isAmong(expected.get("accept"), actual), () -> expected + " lacks " + actual);
    } else if (expected.has("accept_interval")) {
      double[] ends = tensor(expected.get("accept_interval")).toArray();
      double value = actual.item();
      assertTrue(ends[0] <= value && value <= ends[1], () -> value + " is not in " + expected);
    } else if (expected.has("convex_weights")) {
      assertClose(1, actual.sum().item(), tolerance(), "sum of the weights");
      assertTrue(actual.min().item() >= 0, () -> actual + " has a negative weight");
    } else {
      acceptsComponents(actual);
    }
  }

  private void acceptsComponents(Tensor actual) {
    for (int i = 0; i < actual.size(); i++) {
      Tensor component = actual.get(i);
      JsonNode exact = expected.get("component" + i);
      if (exact != null) {
        agrees(exact, component);
      } else {
        JsonNode accepted = expected.get("component" + i + "_accept");
        assertTrue(isAmong(accepted, component), () -> accepted + " lacks " + component);
      }
    }
  }

  private boolean isAmong(JsonNode accepted, Tensor actual) {
    return elements(accepted).anyMatch(a -> isThat(a, actual));
  }

  /** NaN as an answer means that a result says so somewhere, and not that it does everywhere. */
  private boolean isThat(JsonNode accepted, Tensor actual) {
    double[] values = actual.toArray();
    double[] wanted = tensor(accepted).toArray();
    if (wanted.length == 1 && Double.isNaN(wanted[0])) {
      return Arrays.stream(values).anyMatch(Double::isNaN);
    }
    boolean same = wanted.length == values.length;
    for (int i = 0; same && i < wanted.length; i++) {
      same = wanted[i] == values[i];
    }
    return same;
  }
}
