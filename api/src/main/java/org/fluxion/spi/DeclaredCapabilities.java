package org.fluxion.spi;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The one form of {@link Capabilities}. */
record DeclaredCapabilities(
    Set<Direction> directions,
    boolean records,
    int highestOrder,
    boolean traced,
    int batch,
    double accuracy,
    Set<String> unsupported)
    implements Capabilities {

  DeclaredCapabilities {
    directions = Set.copyOf(directions);
    unsupported = Set.copyOf(unsupported);
  }

  static Capabilities exact(Direction first, Direction... more) {
    Set<Direction> directions = EnumSet.of(first, more);
    return new DeclaredCapabilities(
        directions, directions.contains(Direction.REVERSE), ANY_ORDER, true, 1, 0, Set.of());
  }

  @Override
  public Capabilities withRecords(boolean callsOnce) {
    return new DeclaredCapabilities(
        directions, callsOnce, highestOrder, traced, batch, accuracy, unsupported);
  }

  @Override
  public Capabilities withHighestOrder(int order) {
    return new DeclaredCapabilities(
        directions, records, order, traced, batch, accuracy, unsupported);
  }

  @Override
  public Capabilities withTraced(boolean takesTraced) {
    return new DeclaredCapabilities(
        directions, records, highestOrder, takesTraced, batch, accuracy, unsupported);
  }

  @Override
  public Capabilities withBatch(int size) {
    return new DeclaredCapabilities(
        directions, records, highestOrder, traced, size, accuracy, unsupported);
  }

  @Override
  public Capabilities withAccuracy(double relative) {
    return new DeclaredCapabilities(
        directions, records, highestOrder, traced, batch, relative, unsupported);
  }

  @Override
  public Capabilities without(String... primitives) {
    Set<String> all = new TreeSet<>(unsupported);
    all.addAll(Set.of(primitives));
    return new DeclaredCapabilities(
        directions, records, highestOrder, traced, batch, accuracy, all);
  }

  /** {@return the capabilities in words} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        directions.size() == 2
            ? "forward and reverse"
            : directions.contains(Direction.FORWARD) ? "forward" : "reverse");
    text.append(highestOrder == ANY_ORDER ? ", any order" : ", order " + highestOrder);
    text.append(
        accuracy == 0 ? ", exact" : String.format(Locale.ROOT, ", accuracy %.0e", accuracy));
    text.append(batch == 1 ? "" : ", " + batch + " per sweep");
    text.append(traced ? ", nests" : ", does not nest");
    text.append(unsupported.isEmpty() ? "" : ", without " + new TreeSet<>(unsupported));
    return text.toString();
  }
}
