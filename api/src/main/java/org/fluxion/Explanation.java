package org.fluxion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fluxion.interpreters.Counts;

/**
 * How an operator computes a derivative, from a run that was watched, and what it would do inside
 * another derivative.
 *
 * @param operator which one
 * @param backend that was asked
 * @param engines that take part, such as {@code "forward over reverse"}
 * @param isNative whether an engine swept in the direction that the operator needs; otherwise the
 *     answer was put together from sweeps in the other direction
 * @param evaluations of f
 * @param pushforwards forward sweeps of the outer engine; one that carries a batch counts once
 * @param pullbacks backward sweeps of the outer engine; one that carries a batch counts once
 * @param cost of the operator; not there where the backend takes plain tensors only, or where f
 *     cannot be looked into
 * @param plain the cost of a plain gradient of f, by x and by all that f shows: the unit for the
 *     ways of nesting
 * @param nesting what the call does inside another derivative, and why
 * @param ways in which it could be done, what each costs, and why it is taken or not
 */
public record Explanation(
    String operator,
    String backend,
    String engines,
    boolean isNative,
    long evaluations,
    long pushforwards,
    long pullbacks,
    Optional<Counts> cost,
    Optional<Counts> plain,
    String nesting,
    List<NestedWay> ways) {
  /** Copies the list. */
  public Explanation {
    ways = List.copyOf(ways);
  }

  private static String counted(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static String work(Counts counts) {
    String primitives = counted(counts.primitives(), "primitive");
    return counts.multiplyAdds() == 0
        ? primitives
        : primitives + ", " + counted(counts.multiplyAdds(), "multiply-add");
  }

  /** {@return a cost in plain gradients: by multiply-adds where there are any} */
  private String ratio(Counts counts) {
    Counts unit = plain.orElse(counts);
    double ratio =
        unit.multiplyAdds() > 0
            ? (double) counts.multiplyAdds() / unit.multiplyAdds()
            : (double) counts.primitives() / unit.primitives();
    return String.format(Locale.ROOT, "%.2f plain gradients", ratio);
  }

  /** Ways of which there is the same to say share a line. */
  private String ofWays() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (NestedWay way : ways) {
      String said =
          (way.taken() ? "taken, " : "not taken, ")
              + way.reason()
              + way.cost().map(c -> "; " + work(c) + ", " + ratio(c)).orElse("");
      lines.merge(said, way.nesting().option(), (before, next) -> before + ", " + next);
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((said, options) -> text.append("\n    ").append(options + ": " + said));
    return text.toString();
  }

  /** {@return the explanation in a few lines} */
  @Override
  public String toString() {
    return operator
        + " by "
        + backend
        + "\n  engines: "
        + engines
        + (isNative ? ", native" : ", derived from the other direction")
        + "\n  cost: "
        + counted(evaluations, "evaluation")
        + " of f, "
        + counted(pushforwards, "pushforward")
        + ", "
        + counted(pullbacks, "pullback")
        + cost.map(c -> "; " + work(c)).orElse("")
        + "\n  inside another derivative: "
        + nesting
        + ofWays();
  }
}
