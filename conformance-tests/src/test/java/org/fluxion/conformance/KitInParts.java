package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.Backends;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The kit on the kernel's rules, in parts: one for each primitive, and one for each rule on each
 * backend.
 *
 * <p>For mutation testing, see {@code .ci/mutation}, which runs the parts that reach a mutant,
 * cheapest first, until one fails. So a part stops at its first failure, and nothing is made before
 * it is run. The ordinary build runs all of this in tests of its own.
 */
final class KitInParts {
  private static final long SEED = Settings.configured().seed();
  private static final int PROGRAMS = 100;

  /**
   * What takes half of the time, and looks for faults of engines that no rule of the kernel has.
   */
  private static final Set<String> LEFT_OUT = Set.of("B4.9", "B4.10", "B5.2", "B6.9", "B6.10");

  /** Made when the class is loaded, which is before anything is mutated. */
  private static final Collection<List<PrimitiveSample>> SAMPLES =
      Stream.concat(new KernelSamples().samples().values().stream(), OwnPrimitives.samples())
          .collect(
              Collectors.groupingBy(
                  sample -> sample.primitive().getClass().getName(),
                  TreeMap::new,
                  Collectors.toList()))
          .values();

  @TestFactory
  Stream<DynamicTest> primitivesObeyTheLaws() {
    return SAMPLES.stream()
        .map(
            samples ->
                dynamicTest(
                    samples.get(0).primitive().getClass().getSimpleName(), () -> check(samples)));
  }

  private static void check(List<PrimitiveSample> samples) {
    for (PrimitiveSample sample : samples) {
      for (PrimitiveLaw law : PrimitiveLaw.ALL) {
        law.check(sample, SEED);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> backendsObeyTheRules() {
    return Stream.of("reverse", "forward")
        .flatMap(
            spec ->
                BackendRules.all().stream()
                    .filter(rule -> !LEFT_OUT.contains(rule.id()))
                    .map(rule -> dynamicTest(spec + " " + rule.id(), () -> check(spec, rule))));
  }

  private static void check(String spec, Rule rule) {
    ConformanceRun run = ConformanceRun.of(Backends.named(spec)).programs(PROGRAMS);
    run.cases(rule)
        .forEach(
            one -> {
              if (one.run() instanceof RuleOutcome.Failed failed) {
                fail(failed.message(), failed.cause());
              }
            });
  }
}
