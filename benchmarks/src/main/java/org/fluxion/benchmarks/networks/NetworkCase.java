package org.fluxion.benchmarks.networks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network with tanh between its layers.
 *
 * @param batch the number of rows
 * @param widths the features of the input, then of what comes out of each layer
 * @param goals what is to be reached
 */
public record NetworkCase(int batch, List<Integer> widths, Goals goals) {
  /** 1-12-12-12-1, where every call of a method counts. */
  public static final NetworkCase TINY =
      new NetworkCase(16, List.of(1, 12, 12, 12, 1), new Goals(6, 1.0 / 50, 25, 1.0 / 12, 3));

  /** 3-128-128-128-1 with a batch that fits a second-level cache. */
  public static final NetworkCase SMALL_BATCH =
      new NetworkCase(
          256, List.of(3, 128, 128, 128, 1), new Goals(2_500, 0.55, Double.NaN, 0.8, 1_300));

  /** The same with a batch that does not. */
  public static final NetworkCase LARGE_BATCH =
      new NetworkCase(
          4096, List.of(3, 128, 128, 128, 1), new Goals(42_000, 0.6, Double.NaN, 1.2, 21_000));

  /** 64-512-512-1, where products are everything. */
  public static final NetworkCase WIDE =
      new NetworkCase(
          512, List.of(64, 512, 512, 1), new Goals(45_000, 0.85, Double.NaN, Double.NaN, 21_000));

  private static final int WIDE_FROM = 128;

  /** {@return the networks} */
  public static List<NetworkCase> all() {
    return List.of(TINY, SMALL_BATCH, LARGE_BATCH, WIDE);
  }

  /**
   * What is to be reached; NaN where there is no such goal.
   *
   * @param prepared the nested gradient, prepared, in microseconds
   * @param preparedRatio the same as a part of PyTorch's time
   * @param eager the nested gradient, unprepared, in microseconds
   * @param eagerRatio the same as a part of PyTorch's time
   * @param plain the gradient by the parameters, prepared, in microseconds
   */
  public record Goals(
      double prepared, double preparedRatio, double eager, double eagerRatio, double plain) {}

  /** {@return the number of layers} */
  public int layers() {
    return widths.size() - 1;
  }

  /** {@return the features that a layer takes; with the number of layers, those that come out} */
  public int width(int layer) {
    return widths.get(layer);
  }

  /** {@return the number of elements of the input} */
  public int inputs() {
    return batch * width(0);
  }

  /** {@return the number of parameters} */
  public int parameters() {
    return IntStream.range(0, layers()).map(i -> (width(i) + 1) * width(i + 1)).sum();
  }

  boolean isWide() {
    return width(1) >= WIDE_FROM;
  }

  /** {@return the network as reports print it} */
  public String title() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining("-"))
        + ", batch "
        + batch;
  }

  /**
   * {@return the name of a workload of this network}
   *
   * @param kind what is computed: {@code nested}, {@code plain} or {@code hvp}
   * @param by what computes it
   */
  public String workload(String kind, String by) {
    return String.join("/", kind, title().replace(", batch ", "x"), by);
  }
}
