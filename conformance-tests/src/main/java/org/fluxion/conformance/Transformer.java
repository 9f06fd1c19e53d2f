package org.fluxion.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** Another way to put the same question: what every scenario is tried with besides as it stands. */
enum Transformer {
  STRUCTURED(
      "B1.19",
      Level.REQUIRED,
      "an argument in parts",
      "Arguments may be maps, lists and records of tensors; each part gets its own derivative.") {
    @Override
    Stream<Item> items(Subject subject, Scenario scenario) {
      return each(
          Operators.OF_STRUCTURES,
          subject,
          scenario,
          operator -> {
            Ask<Map<String, List<Tensor>>> ask = inParts(subject, Problem.of(scenario, subject));
            subject.requireOrder(operator.order());
            subject.requireSupported(x -> ask.f().apply(ask.pack().apply(x)), scenario.x());
            operator.check().check(ask);
          });
    }
  },
  CAPTURED_CONSTANT(
      "B1.20",
      Level.REQUIRED,
      "a captured constant",
      "Functions are closures; what they capture is a constant unless an outer derivative watches"
          + " it.") {
    @Override
    Stream<Item> items(Subject subject, Scenario scenario) {
      Tensor scale = powersOfTwo(scenario.x());
      return scaled(subject, scenario, scale, x -> scenario.f().apply(x.times(scale)));
    }
  },
  FIXED_PARAMETERS(
      "B1.21",
      Level.REQUIRED,
      "fixed parameters",
      "A function that shows its parameters is differentiated like one that hides them.") {
    @Override
    Stream<Item> items(Subject subject, Scenario scenario) {
      Tensor scale = powersOfTwo(scenario.x());
      return scaled(
          subject,
          scenario,
          scale,
          FixedParams.of((x, p) -> scenario.f().apply(x.times(p)), scale));
    }
  },
  INSIDE_ANOTHER(
      "B1.22",
      Level.RECOMMENDED,
      "inside another derivative",
      "Derivatives nest: every operator is linear in f, so the derivative of D(t f) by t is D(f).") {
    @Override
    Stream<Item> items(Subject subject, Scenario scenario) {
      return each(
          Operators.ALL,
          subject,
          scenario,
          operator -> {
            subject.requireTraced();
            Problem problem = Problem.of(scenario, subject);
            try (Duals outer = new Duals()) {
              Tensor t = outer.moving(Tensor.scalar(1), Tensor.scalar(1));
              Ask<Tensor> plain = Ask.of(subject, problem, under(outer));
              Differentiable<Tensor> f = x -> scenario.f().apply(x).times(t);
              operator.check(
                  new Ask<>(subject, problem, f, plain.pack(), plain.unpack(), plain.judge()));
            }
          });
    }
  },
  BATCH_OF_TANGENTS(
      "B1.23",
      Level.REQUIRED,
      "a batch of tangents",
      "Jacobians sweep many tangents at once; each row is swept as if it were alone.") {
    @Override
    Stream<Item> items(Subject subject, Scenario scenario) {
      return batches(
          scenario,
          rows -> {
            subject.requireSupported(scenario.f(), scenario.x());
            Problem problem = Problem.of(scenario, subject);
            Tensor tangents = subject.draws().generic(problem.x().shape().prepend(rows));
            Tensor expected =
                tangents
                    .reshape(rows, problem.x().size())
                    .matmul(problem.jacobian().transpose())
                    .reshape(problem.value().shape().prepend(rows).toArray());
            Linearization at = subject.linearizeOne(scenario.f(), scenario.x());
            Tensor got = at.pushforwardBatch(tangents)[0];
            Expect.close(
                expected, got, subject.tolerance(1), rows + " tangents at once", scenario.x());
          });
    }
  },
  BATCH_OF_COTANGENTS(
      "B1.24",
      Level.REQUIRED,
      "a batch of cotangents",
      "Jacobians sweep many cotangents at once; each row is swept as if it were alone.") {
    @Override
    Stream<Item> items(Subject subject, Scenario scenario) {
      return batches(
          scenario,
          rows -> {
            subject.requireSupported(scenario.f(), scenario.x());
            Problem problem = Problem.of(scenario, subject);
            Tensor cotangents = subject.draws().generic(problem.value().shape().prepend(rows));
            Tensor expected =
                cotangents
                    .reshape(rows, problem.value().size())
                    .matmul(problem.jacobian())
                    .reshape(problem.x().shape().prepend(rows).toArray());
            Linearization at = subject.linearizeOne(scenario.f(), scenario.x());
            Tensor got = at.pullbackBatch(cotangents)[0];
            Expect.close(
                expected, got, subject.tolerance(1), rows + " cotangents at once", scenario.x());
          });
    }
  };

  /** One, a few, and more than most engines take in one sweep. */
  private static final int[] BATCHES = {1, 3, 40};

  private final String id;
  private final Level level;
  private final String title;
  private final String reason;

  Transformer(String id, Level level, String title, String reason) {
    this.id = id;
    this.level = level;
    this.title = title;
    this.reason = reason;
  }

  abstract Stream<Item> items(Subject subject, Scenario scenario);

  /** {@return the rule that scenarios survive this} */
  Rule rule() {
    return Rule.found(
        id,
        level,
        title,
        reason,
        subject -> Scenario.all().stream().flatMap(scenario -> items(subject, scenario)));
  }

  /** What is asked with one operator. */
  @FunctionalInterface
  private interface With<O> {
    void run(O operator);
  }

  /** {@return a case for each operator that applies} */
  private static <O extends Operator> Stream<Item> each(
      List<O> operators, Subject subject, Scenario scenario, With<O> check) {
    Problem plain = Problem.of(scenario);
    return operators.stream()
        .filter(operator -> operator.applies().test(plain))
        .map(
            operator ->
                Item.of(
                    operator.name(),
                    scenario.name(),
                    () -> {
                      scenario.requireWellScaled(subject);
                      check.run(operator);
                    }));
  }

  private static Stream<Item> scaled(
      Subject subject, Scenario scenario, Tensor scale, Differentiable<Tensor> f) {
    return each(
        Operators.ALL,
        subject,
        scenario,
        operator -> {
          Problem problem = Problem.of(scenario, subject);
          operator.check(Ask.plain(subject, problem.scaled(f, scale)));
        });
  }

  private static Stream<Item> batches(Scenario scenario, With<Integer> check) {
    return Arrays.stream(BATCHES)
        .mapToObj(
            rows ->
                new Item(
                    rows + " for " + scenario.name(), "", scenario.name(), () -> check.run(rows)));
  }

  /** {@return what compares answers, and their derivatives by a factor of the function, at 1} */
  private static Ask.Judge under(Duals outer) {
    return (expected, got, tolerance, what, point) -> {
      Tensor value = got instanceof Tracer tracer ? tracer.primal() : got;
      Expect.close(expected, value, tolerance, what, point);
      Expect.close(expected, outer.tangent(got), tolerance, what + ", differentiated", point);
    };
  }

  private static Tensor powersOfTwo(Tensor like) {
    double[] scale = new double[like.size()];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = i % 2 == 0 ? 2 : 0.5;
    }
    return Tensor.of(scale, like.shape().toArray());
  }

  /** {@return the problem with its argument cut in two, each half in a list in a map} */
  private static Ask<Map<String, List<Tensor>>> inParts(Subject subject, Problem problem) {
    int[] shape = problem.x().shape().toArray();
    int size = problem.x().size();
    int cut = (size + 1) / 2;
    return new Ask<>(
        subject,
        problem,
        parts -> problem.f().apply(joined(parts).reshape(shape)),
        x ->
            Map.of(
                "first", List.of(x.flatten().slice(0, 0, cut)),
                "second", List.of(x.flatten().slice(0, cut, size))),
        parts -> joined(parts).reshape(shape),
        Expect::close);
  }

  private static Tensor joined(Map<String, List<Tensor>> parts) {
    return Tensor.concat(0, part(parts, "first"), part(parts, "second"));
  }

  private static Tensor part(Map<String, List<Tensor>> parts, String name) {
    List<Tensor> part = parts.get(name);
    if (part == null) {
      throw new Mismatch("a part is gone", "-", name, parts.keySet());
    }
    return part.get(0);
  }
}
