package org.fluxion.conformance;

import java.util.List;
import java.util.Map;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** Another way to put the same question: what every scenario is tried with besides as it stands. */
enum Transformer {
  STRUCTURED(
      "B1.19",
      "an argument in parts",
      "Arguments may be maps, lists and records of tensors; each part gets its own derivative.") {
    @Override
    void check(Subject subject, Scenario scenario) {
      Ask<Map<String, List<Tensor>>> ask = inParts(subject, Problem.of(scenario));
      subject.requireSupported(x -> ask.f().apply(ask.pack().apply(x)), scenario.x());
      for (Operator.OfStructures operator : Operators.OF_STRUCTURES) {
        if (isDue(operator, subject, ask.problem())) {
          operator.check().check(ask);
        }
      }
    }
  },
  CAPTURED_CONSTANT(
      "B1.20",
      "a captured constant",
      "Functions are closures; what they capture is a constant unless an outer derivative watches"
          + " it.") {
    @Override
    void check(Subject subject, Scenario scenario) {
      Tensor scale = powersOfTwo(scenario.x());
      Differentiable<Tensor> f = x -> scenario.f().apply(x.times(scale));
      all(Ask.plain(subject, Problem.of(scenario).scaled(f, scale)));
    }
  },
  FIXED_PARAMETERS(
      "B1.21",
      "fixed parameters",
      "A function that shows its parameters is differentiated like one that hides them.") {
    @Override
    void check(Subject subject, Scenario scenario) {
      Tensor scale = powersOfTwo(scenario.x());
      Differentiable<Tensor> f = FixedParams.of((x, p) -> scenario.f().apply(x.times(p)), scale);
      all(Ask.plain(subject, Problem.of(scenario).scaled(f, scale)));
    }
  },
  INSIDE_ANOTHER(
      "B1.22",
      "inside another derivative",
      "Derivatives nest: every operator is linear in f, so the derivative of D(t f) by t is D(f).") {
    @Override
    void check(Subject subject, Scenario scenario) {
      subject.requireTraced();
      Problem problem = Problem.of(scenario);
      try (Duals outer = new Duals()) {
        Tensor t = outer.moving(Tensor.scalar(1), Tensor.scalar(1));
        Differentiable<Tensor> f = x -> scenario.f().apply(x).times(t);
        Ask.Judge judge =
            (expected, got, tolerance, what, point) -> {
              Tensor value = got instanceof Tracer tracer ? tracer.primal() : got;
              Expect.close(expected, value, tolerance, what, point);
              Expect.close(
                  expected, outer.tangent(got), tolerance, what + ", differentiated", point);
            };
        Ask<Tensor> plain = Ask.of(subject, problem, judge);
        all(new Ask<>(subject, problem, f, plain.pack(), plain.unpack(), judge));
      }
    }
  },
  BATCH_OF_TANGENTS(
      "B1.23",
      "a batch of tangents",
      "Jacobians sweep many tangents at once; each row is swept as if it were alone.") {
    @Override
    void check(Subject subject, Scenario scenario) {
      subject.requireSupported(scenario.f(), scenario.x());
      Problem problem = Problem.of(scenario);
      Draws draws = new Draws(Draws.seed());
      for (int rows : BATCHES) {
        Tensor tangents = draws.generic(problem.x().shape().prepend(rows));
        Tensor expected =
            tangents
                .reshape(rows, problem.x().size())
                .matmul(problem.jacobian().transpose())
                .reshape(problem.value().shape().prepend(rows).toArray());
        Linearization at = subject.linearizeOne(scenario.f(), scenario.x());
        Expect.close(
            expected,
            at.pushforwardBatch(tangents)[0],
            subject.tolerance(1),
            rows + " tangents at once",
            scenario.x());
      }
    }
  },
  BATCH_OF_COTANGENTS(
      "B1.24",
      "a batch of cotangents",
      "Jacobians sweep many cotangents at once; each row is swept as if it were alone.") {
    @Override
    void check(Subject subject, Scenario scenario) {
      subject.requireSupported(scenario.f(), scenario.x());
      Problem problem = Problem.of(scenario);
      Draws draws = new Draws(Draws.seed());
      for (int rows : BATCHES) {
        Tensor cotangents = draws.generic(problem.value().shape().prepend(rows));
        Tensor expected =
            cotangents
                .reshape(rows, problem.value().size())
                .matmul(problem.jacobian())
                .reshape(problem.x().shape().prepend(rows).toArray());
        Linearization at = subject.linearizeOne(scenario.f(), scenario.x());
        Expect.close(
            expected,
            at.pullbackBatch(cotangents)[0],
            subject.tolerance(1),
            rows + " cotangents at once",
            scenario.x());
      }
    }
  };

  /** One, a few, and more than most engines take in one sweep. */
  private static final int[] BATCHES = {1, 3, 40};

  private final String id;
  private final String title;
  private final String reason;

  Transformer(String id, String title, String reason) {
    this.id = id;
    this.title = title;
    this.reason = reason;
  }

  abstract void check(Subject subject, Scenario scenario);

  /** {@return the rule that scenarios survive this} */
  Rule rule() {
    return Rule.each(
        id,
        title,
        reason,
        Scenario.all(),
        Scenario::name,
        (subject, scenario) -> {
          scenario.requireWellScaled(subject);
          check(subject, scenario);
        });
  }

  /** Asks every operator that applies. */
  private static void all(Ask<Tensor> ask) {
    ask.subject().requireSupported(ask.f(), ask.problem().x());
    for (Operator operator : Operators.ALL) {
      if (isDue(operator, ask.subject(), ask.problem())) {
        operator.check(ask);
      }
    }
  }

  private static boolean isDue(Operator operator, Subject subject, Problem problem) {
    return operator.applies().test(problem)
        && operator.order() <= subject.capabilities().highestOrder();
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
