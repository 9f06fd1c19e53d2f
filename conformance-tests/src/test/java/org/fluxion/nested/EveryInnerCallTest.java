package org.fluxion.nested;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.fluxion.Backends;
import org.fluxion.conformance.ConformanceRun;
import org.fluxion.conformance.RuleCase;
import org.fluxion.conformance.RuleOutcome;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each inner operator in each outer one, wherever the inner function has its parameter: nothing of
 * its derivative is dropped, and nothing is refused, whichever way the nested rule takes. The plain
 * backends are held to the same rules by their conformance tests.
 */
class EveryInnerCallTest {
  @TestFactory
  Stream<DynamicTest> nothingIsDroppedAndNothingRefused() {
    return Stream.of(
            "mixed(nested=forwardOverReverse)",
            "mixed(nested=reverseOverForward)",
            "forward(nested=recompute)",
            "mixed(nested=recompute)")
        .flatMap(
            spec ->
                ConformanceRun.of(Backends.named(spec))
                    .only("B4.9", "B4.10")
                    .cases()
                    .map(one -> dynamicTest(spec + " " + one.name(), () -> passes(one))));
  }

  private static void passes(RuleCase one) {
    Assertions.assertInstanceOf(RuleOutcome.Passed.class, one.run());
  }
}
