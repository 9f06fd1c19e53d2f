package org.fluxion.benchmarks.adbench;

import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.PreparedGradient;
import org.fluxion.TensorFunction;
import org.fluxion.benchmarks.measure.Work;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.measure.Workloads;
import org.fluxion.tensor.Tensor;

/** Values and gradients of the objectives, by the library and by hand. */
public final class AdBenchWorkloads implements Workloads {
  /** Makes nothing yet. */
  public AdBenchWorkloads() {}

  /** An objective, in tensors and by hand. */
  private record Objective(
      TensorFunction function,
      double[] at,
      ToDoubleFunction<double[]> valueByHand,
      ToDoubleBiFunction<double[], double[]> gradientByHand) {
    static Objective gmm() {
      GmmData data = GmmData.read();
      GmmByHand byHand = new GmmByHand(data);
      return new Objective(new Gmm(data), data.at(), byHand::value, byHand::gradient);
    }

    static Objective lstm() {
      LstmData data = LstmData.read();
      LstmByHand byHand = new LstmByHand(data);
      return new Objective(new Lstm(data), data.at(), byHand::value, byHand::gradient);
    }

    Work prepared() {
      double[] gradient = new double[at.length];
      PreparedGradient<Tensor> prepared =
          Derivatives.prepareGradient(backend(), function, Tensor.vector(at));
      return () -> prepared.into(at, gradient);
    }

    Work eager() {
      Backend backend = backend();
      Tensor point = Tensor.vector(at);
      return Work.keeping(() -> Derivatives.gradient(backend, function, point));
    }

    Work value() {
      Tensor point = Tensor.vector(at);
      return Work.keeping(() -> function.apply(point));
    }

    Work byHand() {
      double[] gradient = new double[at.length];
      return () -> gradientByHand.applyAsDouble(at, gradient);
    }

    Work handValue() {
      return () -> valueByHand.applyAsDouble(at);
    }

    private static Backend backend() {
      return Backends.named("reverse");
    }
  }

  @Override
  public Stream<Workload> all() {
    return Stream.concat(
        of(AdBenchComparisons.GMM, Objective::gmm), of(AdBenchComparisons.LSTM, Objective::lstm));
  }

  private static Stream<Workload> of(String name, Supplier<Objective> objective) {
    return Stream.of(
        new Workload(id(name, "prepared"), () -> objective.get().prepared()),
        new Workload(id(name, "eager"), () -> objective.get().eager()),
        new Workload(id(name, "value"), () -> objective.get().value()),
        new Workload(id(name, "hand"), () -> objective.get().byHand()),
        new Workload(id(name, "hand-value"), () -> objective.get().handValue()));
  }

  static String id(String objective, String by) {
    return String.join("/", "adbench", objective, by);
  }
}
