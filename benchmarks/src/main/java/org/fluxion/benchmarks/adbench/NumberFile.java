package org.fluxion.benchmarks.adbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.StringTokenizer;

/** Numbers separated by white space, taken one after the other. */
final class NumberFile {
  private final StringTokenizer words;

  NumberFile(String name) {
    try (InputStream in = Objects.requireNonNull(NumberFile.class.getResourceAsStream(name))) {
      words = new StringTokenizer(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int integer() {
    return Integer.parseInt(words.nextToken());
  }

  double number() {
    return Double.parseDouble(words.nextToken());
  }

  double[] numbers(int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number();
    }
    return numbers;
  }
}
