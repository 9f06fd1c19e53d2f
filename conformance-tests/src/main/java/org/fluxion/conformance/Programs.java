package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.FluxionException;
import org.fluxion.conformance.Program.Operand;
import org.fluxion.conformance.Program.Step;
import org.fluxion.conformance.Program.Value;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Random programs of one seed, each by its number.
 *
 * <p>While a program is drawn it is run with two tangents, so that a step is taken only where
 * value, slope and bend stay moderate: rounding then stays far below what backends are held to.
 */
final class Programs {
  private static final int DEEPEST = 30;
  private static final int MOST_SHRUNK = 4;
  private static final int ATTEMPTS_PER_STEP = 40;
  private static final int LARGEST_SIZE = 12;
  private static final int HIGHEST_RANK = 3;
  private static final double LARGEST_VALUE = 8;
  private static final double LARGEST_SLOPE = 30;
  private static final double LARGEST_BEND = 300;

  /** How often a step takes the value before it, rather than any value. */
  private static final double CHAINED = 0.7;

  private static final List<Shape> POINTS =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(2),
          Shape.of(3),
          Shape.of(5),
          Shape.of(2, 2),
          Shape.of(2, 3),
          Shape.of(3, 1),
          Shape.of(2, 1, 2),
          Shape.of(2, 2, 2));

  private final long seed;
  private final Set<String> unsupported;
  private final Map<Integer, Program> drawn = new ConcurrentHashMap<>();
  private final AtomicInteger shrunk = new AtomicInteger();

  /**
   * Draws nothing yet.
   *
   * @param unsupported names of primitives that no program applies
   */
  Programs(long seed, Set<String> unsupported) {
    this.seed = seed;
    this.unsupported = unsupported;
  }

  /** {@return the program of this number; the same however often it is asked for} */
  Program get(int number) {
    return drawn.computeIfAbsent(number, this::draw);
  }

  /** {@return whether one more failure is worth the time to shrink it: the first few say enough} */
  boolean mayShrink() {
    return shrunk.incrementAndGet() <= MOST_SHRUNK;
  }

  private Program draw(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    Draws draws = new Draws(random.nextLong());
    Tensor at = draws.generic(POINTS.get(random.nextInt(POINTS.size())));
    Tensor along = draws.generic(at.shape());
    int depth = random.nextInt(1, DEEPEST + 1);
    List<Step> steps = new ArrayList<>();
    try (Duals outer = new Duals();
        Duals inner = new Duals()) {
      List<Tensor> values = new ArrayList<>();
      values.add(inner.moving(outer.moving(at, along), along));
      for (int tries = 0; steps.size() < depth && tries < ATTEMPTS_PER_STEP * depth; tries++) {
        Step step = attempt(random, values);
        Tensor value = step == null ? null : taken(step, values, outer, inner);
        if (value != null && step != null) {
          steps.add(step);
          values.add(value);
        }
      }
    }
    return new Program(at, steps);
  }

  private @Nullable Step attempt(SplittableRandom random, List<Tensor> values) {
    Choice choice = Choice.all().get(random.nextInt(Choice.all().size()));
    int last = values.size() - 1;
    List<Operand> operands = new ArrayList<>();
    Shape[] shapes = new Shape[choice.operands()];
    for (int i = 0; i < shapes.length; i++) {
      boolean chained = i == 0 && random.nextDouble() < CHAINED;
      int index = chained ? last : random.nextInt(values.size());
      operands.add(new Value(index));
      shapes[i] = values.get(index).shape();
    }
    Operation operation = choice.make().of(random, shapes);
    return operation == null ? null : new Step(operation, operands);
  }

  /** {@return the value of a step, if it may be taken} */
  private @Nullable Tensor taken(Step step, List<Tensor> values, Duals outer, Duals inner) {
    Tensor[] operands = Program.operands(step, values);
    Tensor[] plain = new Tensor[operands.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain(operands[i]);
    }
    try {
      Tensor value = step.operation().apply().to(plain);
      if (!isSmall(value)
          || !isWithin(LARGEST_VALUE, value)
          || !step.operation().safe().test(plain)
          || !isSupported(step, plain)) {
        return null;
      }
      Tensor moving = step.operation().apply().to(operands);
      Tensor slope = inner.tangent(moving);
      Tensor bend = outer.tangent(slope);
      boolean moderate = isWithin(LARGEST_SLOPE, plain(slope)) && isWithin(LARGEST_BEND, bend);
      return moderate ? moving : null;
    } catch (FluxionException refused) {
      return null;
    }
  }

  private static boolean isSmall(Tensor value) {
    return value.rank() <= HIGHEST_RANK && value.size() >= 1 && value.size() <= LARGEST_SIZE;
  }

  private static boolean isWithin(double bound, Tensor value) {
    return Program.isFinite(value) && Close.largest(value.toArray()) <= bound;
  }

  private boolean isSupported(Step step, Tensor[] plain) {
    return unsupported.isEmpty()
        || UsedPrimitives.of(x -> step.operation().apply().to(with(plain, x)), plain[0]).stream()
            .noneMatch(unsupported::contains);
  }

  private static Tensor[] with(Tensor[] operands, Tensor first) {
    Tensor[] replaced = operands.clone();
    replaced[0] = first;
    return replaced;
  }

  private static Tensor plain(Tensor tensor) {
    Tensor inside = tensor;
    while (inside instanceof Tracer tracer) {
      inside = tracer.primal();
    }
    return inside;
  }
}
