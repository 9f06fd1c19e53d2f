package org.fluxion.benchmarks.jacobian;

import java.util.Arrays;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.PreparedJacobian;
import org.fluxion.benchmarks.measure.Work;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.measure.Workloads;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** The Jacobian of Broyden's tridiagonal function, n to n, in forward mode. */
public final class JacobianWorkloads implements Workloads {
  /** How many tangents a sweep carries. */
  static final int BATCH = 32;

  /** Makes nothing yet. */
  public JacobianWorkloads() {}

  @Override
  public Stream<Workload> all() {
    return Arrays.stream(JacobianComparisons.SIZES)
        .boxed()
        .flatMap(
            n ->
                Stream.of(
                    new Workload(id(n, "prepared"), () -> prepared(n)),
                    new Workload(id(n, "eager"), () -> eager(n)),
                    new Workload(id(n, "sweep"), () -> sweep(n))));
  }

  static String id(int n, String by) {
    return String.join("/", "jacobian", String.valueOf(n), by);
  }

  private static Backend backend() {
    return Backends.named("forward(batch=" + BATCH + ")");
  }

  /** (3 − 2xᵢ) xᵢ − xᵢ₋₁ − 2xᵢ₊₁ + 1, where what is outside is 0. */
  static Tensor broyden(Tensor x) {
    int n = x.size();
    Tensor before = x.slice(0, 0, n - 1).pad(0, 1, 0);
    Tensor after = x.slice(0, 1, n).pad(0, 0, 1);
    return x.times(-2).plus(3).times(x).minus(before).minus(after.times(2)).plus(1);
  }

  private static Tensor point(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> Math.sin(i + 1.0));
    return Tensor.vector(x);
  }

  private static Work prepared(int n) {
    double[] x = point(n).toArray();
    double[] y = new double[n];
    double[] jacobian = new double[n * n];
    PreparedJacobian prepared =
        Derivatives.prepareJacobian(backend(), JacobianWorkloads::broyden, point(n));
    return () -> {
      prepared.into(x, y, jacobian);
      return jacobian[0];
    };
  }

  private static Work eager(int n) {
    Backend backend = backend();
    Tensor x = point(n);
    return Work.keeping(() -> Derivatives.jacobian(backend, JacobianWorkloads::broyden, x));
  }

  private static Work sweep(int n) {
    Backend backend = backend();
    Tensor x = point(n);
    Tensor tangents = Tensor.eye(n).slice(0, 0, BATCH);
    return Work.keeping(
        () -> {
          Linearization at = backend.linearize(point -> new Tensor[] {broyden(point[0])}, x);
          return at.pushforwardBatch(tangents)[0];
        });
  }
}
