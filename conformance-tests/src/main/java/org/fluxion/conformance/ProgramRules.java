package org.fluxion.conformance;

import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.conformance.Differences.Estimate;
import org.fluxion.conformance.Operation.Trait;
import org.fluxion.conformance.Rule.Item;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Family 11: random programs, which go where nobody thought of. */
final class ProgramRules {
  private static final String FIRST = "System.out.println(Derivatives.pushforward(b, f, at, v));";
  private static final String BACK = "System.out.println(Derivatives.pullback(b, f, at, w));";
  private static final String SECOND =
      "System.out.println(Derivatives.hvp(b, f.andThen(y -> y.times(w).sum()), at, v));";

  /**
   * Rounding of thirty steps, in which values are up to 30 times as large as what comes out of
   * them, and second derivatives 300 times.
   */
  private static final int ROUNDING = 10;

  /** How well differences have to settle for a numeric backend to be expected to see the same. */
  private static final double SETTLED = 1e-8;

  private ProgramRules() {}

  /** What a rule asks of a backend for a program. */
  private interface Check {
    void run(Subject subject, Program program);
  }

  static List<Rule> all() {
    return List.of(
        rule(
            "B11.1",
            Level.REQUIRED,
            "pushforward and pullback of random programs are transposes",
            "Both directions see the same program, however values are used in it.",
            FIRST + " " + BACK,
            ProgramRules::transposed),
        rule(
            "B11.2",
            Level.REQUIRED,
            "first derivatives of random programs agree with the kit's",
            "Each primitive in each surrounding; the kit's own duals give the expected number.",
            FIRST + " " + BACK,
            ProgramRules::first),
        rule(
                "B11.3",
                Level.RECOMMENDED,
                "second derivatives of random programs agree with the kit's",
                "Derivative rules are differentiated again, in each surrounding.",
                SECOND,
                ProgramRules::second)
            .about("hvp"),
        rule(
                "B11.4",
                Level.REQUIRED,
                "first derivatives of random programs agree with differences",
                "Values alone give the expected number, so that no derivative rule vouches for itself.",
                FIRST,
                ProgramRules::differences)
            .about("pushforward"));
  }

  private static Rule rule(
      String id, Level level, String title, String reason, String print, Check check) {
    return Rule.found(
        id,
        level,
        title,
        reason,
        subject ->
            IntStream.range(0, subject.settings().programs())
                .mapToObj(i -> new Item("program " + i, () -> run(subject, i, print, check))));
  }

  private static void run(Subject subject, int number, String print, Check check) {
    Program program = subject.programs().get(number);
    Mismatch found = mismatch(subject, program, check);
    if (found != null) {
      Program smallest =
          subject.programs().mayShrink()
              ? Shrinking.smallest(program, p -> fails(subject, p, check))
              : program;
      Mismatch shown = mismatch(subject, smallest, check);
      throw (shown == null ? found : shown)
          .by(source(subject, smallest, print) + " // program " + number);
    }
  }

  private static boolean fails(Subject subject, Program program, Check check) {
    try {
      return mismatch(subject, program, check) != null;
    } catch (Skip skip) {
      return false;
    }
  }

  /** {@return what is wrong with a program's derivative; null if nothing is} */
  private static @Nullable Mismatch mismatch(Subject subject, Program program, Check check) {
    try {
      check.run(subject, program);
      return null;
    } catch (Skip skip) {
      throw skip;
    } catch (Mismatch wrong) {
      return wrong;
    } catch (RuntimeException | AssertionError | StackOverflowError thrown) {
      String what = program.source() + ": " + thrown.getMessage();
      return new Mismatch(what, program.at(), "no error", thrown, thrown);
    }
  }

  /** {@return a program as statements of Java} */
  static String source(Subject subject, Program program, String print) {
    return "Backend b = "
        + Source.of(subject.backend())
        + "; TensorFunction f = "
        + program.source()
        + "; Tensor at = "
        + Source.of(program.at())
        + "; Tensor v = "
        + Source.of(tangent(subject, program))
        + "; Tensor w = "
        + Source.of(cotangent(subject, program))
        + "; "
        + print;
  }

  private static Tensor tangent(Subject subject, Program program) {
    return subject.draws().generic(program.at().shape());
  }

  private static Tensor cotangent(Subject subject, Program program) {
    return subject.otherDraws().generic(program.apply(program.at()).shape());
  }

  private static void transposed(Subject s, Program program) {
    requireFor(s, program);
    Tensor v = tangent(s, program);
    Tensor w = cotangent(s, program);
    Tensor jv = pushforward(s.backend(), program, program.at(), v).times(w);
    Tensor jw = pullback(s.backend(), program, program.at(), w).times(v);
    // The sums cancel, so they are compared beside the size of their terms.
    Tensor size = jv.abs().sum().plus(jw.abs().sum());
    close(
        s, 1, Tensor.stack(0, jv.sum(), size), Tensor.stack(0, jw.sum(), size), "⟨Jv, w⟩", program);
  }

  private static void first(Subject s, Program program) {
    requireFor(s, program);
    Backend b = s.backend();
    Tensor v = tangent(s, program);
    Tensor w = cotangent(s, program);
    close(
        s,
        1,
        slope(program, program.at(), v),
        pushforward(b, program, program.at(), v),
        "pushforward",
        program);
    close(
        s,
        1,
        byCoordinates(program.at(), e -> slope(program, program.at(), e).times(w).sum()),
        pullback(b, program, program.at(), w),
        "pullback",
        program);
  }

  private static void second(Subject s, Program program) {
    s.requireOrder(2);
    s.requireExact("random programs are not well scaled to second order");
    Tensor v = tangent(s, program);
    Tensor w = cotangent(s, program);
    TensorFunction f = x -> program.apply(x).times(w).sum();
    TensorFunction alongV = x -> slope(f, x, v);
    close(
        s,
        2,
        byCoordinates(program.at(), e -> slope(alongV, program.at(), e)),
        hvp(s.backend(), f, program.at(), v),
        "Hessian times vector",
        program);
  }

  private static void differences(Subject s, Program program) {
    requireFor(s, program);
    Tensor v = tangent(s, program);
    Estimate estimate = settled(program, v);
    Tensor claimed = pushforward(s.backend(), program, program.at(), v);
    Tensor expected = Tensor.of(estimate.derivative(), claimed.shape().toArray());
    double error = 10 * estimate.bound() + 10 * s.tolerance(1).error();
    Expect.close(
        expected,
        claimed,
        new Tolerance(Math.max(error, 1e-7), false),
        "pushforward of " + program.source(),
        program.at());
  }

  /** Skips what a numeric backend cannot see, or is not meant for. */
  private static void requireFor(Subject s, Program program) {
    if (!s.isExact()) {
      settled(program, tangent(s, program));
    }
  }

  private static Estimate settled(Program program, Tensor along) {
    if (!program.isAtMost(Trait.KINKED)) {
      throw new Skip("differences do not see what stopGradient decrees");
    }
    DoubleFunction<Tensor> curve = h -> program.apply(program.at().plus(along.times(h)));
    Estimate estimate = Differences.best(curve);
    if (!(estimate.bound() <= SETTLED)) {
      throw new Skip("differences do not settle there");
    }
    return estimate;
  }

  /** {@return the derivative along a direction, by the kit's own duals} */
  private static Tensor slope(TensorFunction f, Tensor x, Tensor along) {
    try (Duals duals = new Duals()) {
      return duals.tangent(f.apply(duals.moving(x, along)));
    }
  }

  private static Tensor byCoordinates(Tensor like, UnaryOperator<Tensor> derivative) {
    Tensor[] slopes = new Tensor[like.size()];
    for (int i = 0; i < slopes.length; i++) {
      Tensor unit = Tensor.eye(slopes.length).get(i).reshape(like.shape().toArray());
      slopes[i] = derivative.apply(unit);
    }
    return Tensor.stack(0, slopes).reshape(like.shape().toArray());
  }

  /** Rounding comes from values on the way, so it is measured by 1 where what comes out is less. */
  private static void close(
      Subject s, int order, Tensor expected, Tensor got, String what, Program program) {
    double error = s.tolerance(order).error() * ROUNDING;
    Expect.close(
        expected, got, new Tolerance(error, false), what + " of " + program.source(), program.at());
  }
}
