package org.fluxion.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.FluxionException;

/**
 * Backends side by side, operator by operator, as data.
 *
 * @param backends that were compared, by name
 * @param rows one for each operator
 * @param unusable backends that were found and do not work, with the reason
 */
public record ComparisonReport(
    List<String> backends, List<Row> rows, Map<String, String> unusable) {
  /** Keeps copies. */
  public ComparisonReport {
    backends = List.copyOf(backends);
    rows = List.copyOf(rows);
    unusable = Map.copyOf(unusable);
  }

  /**
   * An operator on all backends.
   *
   * @param operator by its name in {@link org.fluxion.Derivatives}
   * @param problems how many it was called for; the same for every backend
   * @param costs by backend
   */
  public record Row(String operator, int problems, Map<String, OperatorCost> costs) {
    /** Keeps a copy in the same order. */
    public Row {
      costs = new LinkedHashMap<>(costs);
    }

    @Override
    public Map<String, OperatorCost> costs() {
      return new LinkedHashMap<>(costs);
    }

    /**
     * {@return what it came to on a backend}
     *
     * @throws FluxionException if that was not compared, listing those that were
     */
    public OperatorCost on(String backend) {
      OperatorCost cost = costs.get(backend);
      if (cost == null) {
        throw new FluxionException(
            "comparison: no backend \"" + backend + "\"; there are " + costs.keySet());
      }
      return cost;
    }
  }

  /** {@return whether no backend gave a wrong answer to anything that it declares to do} */
  public boolean passed() {
    return rows.stream()
        .flatMap(row -> row.costs().values().stream())
        .noneMatch(OperatorCost.Wrong.class::isInstance);
  }
}
