package org.fluxion.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "12345.6; 12,346",
        "123.4; 123",
        "12.34; 12.3",
        "1.234; 1.23",
        "0.1234; 0.123",
        "0.01234; 0.0123",
        "0.000123; 0.000123",
        "7; 7"
      })
  void threeDigitsCount(double number, String text) {
    assertEquals(text, Numbers.text(OptionalDouble.of(number)));
  }

  @Test
  void noNumberIsNoText() {
    assertEquals("", Numbers.text(OptionalDouble.empty()));
  }
}
