package org.fluxion.conformance;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.PreparedGradient;
import org.fluxion.conformance.FluentCalls.Elements;
import org.fluxion.conformance.Recorder.Application;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A sample of every primitive that an operation of {@link Tensor} or a recorded program applies, of
 * every one that its derivatives apply, and so on until nothing new comes.
 */
final class KernelSamples {
  private static final long SEED = 7;

  /** Some families, such as the derivatives of digamma, go on for ever. */
  private static final int HIGHEST_ORDER = 3;

  /** What the rules state about themselves and no recording can tell. */
  private static final Map<String, UnaryOperator<PrimitiveSample>> DECLARED =
      new TreeMap<>(
          Map.of(
              // The last operand is a function of those before it.
              "tanhSlope",
              s ->
                  PrimitiveSample.of(s.label(), s.primitive(), s.inputs().get(0))
                      .withOperands(x -> new Tensor[] {x[0], x[0].tanh()}),
              "hypotSlope",
              s ->
                  PrimitiveSample.of(s.label(), s.primitive(), s.inputs().get(0), s.inputs().get(1))
                      .withOperands(x -> new Tensor[] {x[0], x[1], x[0].hypot(x[1])}),
              // Varied among symmetric matrices only.
              "cholesky",
              KernelSamples::symmetric,
              "eigh",
              KernelSamples::symmetric,
              // Masks move in steps, and rules compare what ties.
              "where",
              s -> s.withDifferentiable(1, 2),
              "equalTo",
              PrimitiveSample::withDifferentiable,
              "stopGradient",
              PrimitiveSample::withDifferentiable));

  private final Map<String, PrimitiveSample> samples = new LinkedHashMap<>();
  private final Map<Method, Integer> accepted = new LinkedHashMap<>();
  private final Deque<Found> unexplored = new ArrayDeque<>();
  private final Draws draws = new Draws(SEED);

  KernelSamples() {
    for (Method operation : FluentCalls.operations()) {
      for (Elements elements : Elements.values()) {
        String origin = operation.getName() + " of " + elements;
        try (Recorder recorder = new Recorder(a -> add(a, elements, origin, 0))) {
          int calls = FluentCalls.call(operation, elements, draws, recorder::watch);
          accepted.merge(operation, calls, Integer::sum);
        }
        exploreRules(elements, "rules of " + origin);
      }
    }
    addFromRecordedPrograms();
  }

  /** What a recorded program has in place of several operations. */
  private void addFromRecordedPrograms() {
    Tensor weights = draws.generic(Shape.of(3, 2));
    Tensor at = draws.generic(Shape.of(4, 3));
    PreparedGradient<Tensor> prepared =
        Derivatives.prepareGradient(
            Backends.named("reverse"),
            x -> x.matmul(weights).plus(x.slice(0, 0, 1).slice(1, 0, 2)).square().sum(),
            at);
    prepared.at(at);
    String origin = "a recorded layer";
    try (Recorder recorder = new Recorder(a -> add(a, Elements.POSITIVE, origin, 0))) {
      prepared.at(recorder.watch(at));
    }
    exploreRules(Elements.POSITIVE, "rules of " + origin);
  }

  /** A sample, and how many rules it took to come to it. */
  private record Found(PrimitiveSample sample, int order) {}

  /** {@return by kind, shapes and elements} */
  Map<String, PrimitiveSample> samples() {
    return samples;
  }

  /** {@return how many calls each operation accepted} */
  Map<Method, Integer> accepted() {
    return accepted;
  }

  private void add(Application application, Elements elements, String origin, int order) {
    Tensor[] operands = application.operands();
    String shapes = Arrays.toString(RuleLaws.shapes(operands));
    String key = kind(application.primitive()) + shapes;
    if (covered(key, application.primitive(), elements, order)
        || !isFinite(application.primitive().apply(operands))) {
      return;
    }
    PrimitiveSample sample =
        PrimitiveSample.of(shapes + " from " + origin, application.primitive(), operands);
    sample = DECLARED.getOrDefault(application.primitive().name(), s -> s).apply(sample);
    samples.put(samples.containsKey(key) ? key + elements : key, sample);
    unexplored.add(new Found(sample, order));
  }

  /**
   * {@return whether there is enough of this kind and these shapes already}
   *
   * <p>Several magnitudes matter to what an operation applies itself and where it is not linear.
   * Symmetric matrices have ties, so they serve only what takes no other.
   */
  private boolean covered(String key, Primitive primitive, Elements elements, int order) {
    boolean once = primitive instanceof Linear || elements == Elements.DEFINITE || order > 0;
    return samples.containsKey(key) && (once || samples.containsKey(key + elements));
  }

  private void exploreRules(Elements elements, String origin) {
    while (!unexplored.isEmpty()) {
      Found found = unexplored.remove();
      if (found.order < HIGHEST_ORDER) {
        try (Recorder recorder = new Recorder(a -> add(a, elements, origin, found.order + 1))) {
          explore(found.sample, recorder);
        }
      }
    }
  }

  private void explore(PrimitiveSample sample, Recorder recorder) {
    Tensor[] operands = sample.operands().apply(sample.inputs().toArray(Tensor[]::new));
    Tensor result = sample.primitive().apply(operands);
    Tensor[] tangents = new Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      tangents[i] = recorder.watch(draws.generic(operands[i].shape()));
      operands[i] = recorder.watch(operands[i]);
    }
    Differential differential = sample.primitive().differentiate(operands, recorder.watch(result));
    differential.pushforward(tangents);
    boolean[] wanted = new boolean[operands.length];
    Arrays.fill(wanted, true);
    differential.pullback(recorder.watch(draws.generic(result.shape())), wanted);
  }

  /**
   * {@return class and name; numbers with a point in names, such as exponents, count as one kind}
   */
  private static String kind(Primitive primitive) {
    String name = primitive.name().replaceAll("-?\\d+\\.\\d+(E-?\\d+)?", "#");
    return primitive.getClass().getName() + " " + name;
  }

  private static PrimitiveSample symmetric(PrimitiveSample sample) {
    return sample.withOperands(x -> new Tensor[] {x[0].plus(x[0].transpose()).times(0.5)});
  }

  private static boolean isFinite(Tensor tensor) {
    return Arrays.stream(tensor.toArray()).allMatch(Double::isFinite);
  }
}
