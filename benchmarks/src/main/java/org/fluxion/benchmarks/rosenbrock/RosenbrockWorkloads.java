package org.fluxion.benchmarks.rosenbrock;

import java.util.Arrays;
import java.util.function.Supplier;
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

/** Gradients of the Rosenbrock function, in scalar and in vector code, and by others. */
public final class RosenbrockWorkloads implements Workloads {
  /** Makes nothing yet. */
  public RosenbrockWorkloads() {}

  @Override
  public Stream<Workload> all() {
    return Arrays.stream(RosenbrockComparisons.SIZES).boxed().flatMap(RosenbrockWorkloads::of);
  }

  private static Stream<Workload> of(int n) {
    return Stream.of(
        workload("scalar-prepared", n, () -> prepared(Rosenbrock.scalarCode(), n)),
        workload("scalar-eager", n, () -> eager(Rosenbrock.scalarCode(), n)),
        workload("vector-prepared", n, () -> prepared(Rosenbrock.vectorCode(), n)),
        workload("vector-eager", n, () -> eager(Rosenbrock.vectorCode(), n)),
        workload("vector-engine", n, () -> engine(Rosenbrock.vectorCode(), n)),
        workload("hand", n, () -> byHand(n)),
        workload("hipparchus", n, () -> new HipparchusRosenbrock(Rosenbrock.point(n))));
  }

  private static Workload workload(String style, int n, Supplier<Work> preparation) {
    return new Workload(Rosenbrock.workload(style, n), preparation);
  }

  private static Backend backend() {
    return Backends.named("reverse");
  }

  private static Work prepared(TensorFunction f, int n) {
    double[] x = Rosenbrock.point(n);
    double[] gradient = new double[n];
    PreparedGradient<Tensor> prepared = Derivatives.prepareGradient(backend(), f, Tensor.vector(x));
    return () -> prepared.into(x, gradient);
  }

  private static Work eager(TensorFunction f, int n) {
    Backend backend = backend();
    Tensor x = Tensor.vector(Rosenbrock.point(n));
    return Work.keeping(() -> Derivatives.gradient(backend, f, x));
  }

  /** The engine as the facade calls it. */
  private static Work engine(TensorFunction f, int n) {
    Backend backend = backend();
    Tensor x = Tensor.vector(Rosenbrock.point(n));
    Tensor one = Tensor.scalar(1);
    return Work.keeping(
        () -> backend.linearize(at -> new Tensor[] {f.apply(at[0])}, x).pullback(one)[0]);
  }

  private static Work byHand(int n) {
    double[] x = Rosenbrock.point(n);
    double[] gradient = new double[n];
    return () -> Rosenbrock.byHand(x, gradient);
  }
}
