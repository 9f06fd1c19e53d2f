package org.fluxion.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fluxion.benchmarks.measure.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuiteTest {
  private static final int SECONDS_TO_START = 1;

  @ParameterizedTest
  @EnumSource
  void allOfOurWorkloadsAreThereAndPeersOfOtherModulesOnlyAreNot(Suite suite) {
    Catalogue catalogue = Catalogue.load();
    for (String id : workloads(suite)) {
      boolean elsewhere = id.endsWith("/pytorch") || id.endsWith("/openblas");
      assertEquals(!elsewhere, catalogue.has(id), id);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noLineComesTwice(Suite suite) {
    Set<String> lines = new LinkedHashSet<>();
    for (Comparison comparison : suite.comparisons()) {
      String peer = comparison.peer() == null ? "" : comparison.peer().name();
      String line = comparison.subject() + ", " + comparison.measure() + ", " + peer;
      assertTrue(lines.add(line), line);
    }
  }

  @Test
  void theQuickSuiteIsDoneInThreeMinutes() {
    Effort effort = Effort.QUICK;
    double each = SECONDS_TO_START + effort.warmup() + (1 + effort.iterations()) * effort.seconds();
    double whole = workloads(Suite.QUICK).size() * each;
    assertTrue(whole <= 190, whole + " s at most; few warm up as long as they may");
  }

  @Test
  void namesAreThoseThatOneTypes() {
    assertEquals(
        "[quick, nested, products, scalar, jacobian, adbench, all]",
        List.of(Suite.values()).toString());
    assertFalse(Suite.QUICK.comparisons().isEmpty());
  }

  private static Set<String> workloads(Suite suite) {
    Set<String> all = new LinkedHashSet<>();
    suite.comparisons().forEach(comparison -> all.addAll(comparison.workloads()));
    return all;
  }
}
