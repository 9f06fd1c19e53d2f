package org.fluxion.benchmarks.networks;

import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Parameters;
import org.fluxion.PreparedGradient;
import org.fluxion.PreparedHvp;
import org.fluxion.TensorFunction;
import org.fluxion.benchmarks.measure.Work;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.measure.Workloads;
import org.fluxion.tensor.Tensor;

/** What is measured of networks, by the library and by hand. */
public final class NetworkWorkloads implements Workloads {
  /** A workspace that has run a plan so often has its code generated. */
  private static final int CALLS_UNTIL_CODE = 24;

  /** Makes nothing yet. */
  public NetworkWorkloads() {}

  @Override
  public Stream<Workload> all() {
    return NetworkCase.all().stream().flatMap(NetworkWorkloads::of);
  }

  private static Stream<Workload> of(NetworkCase network) {
    return Stream.of(
        new Workload(network.workload("nested", "prepared"), () -> nestedPrepared(network)),
        new Workload(network.workload("nested", "eager"), () -> nestedEager(network)),
        new Workload(network.workload("nested", "hand"), () -> nestedByHand(network)),
        new Workload(network.workload("nested", "preparing"), () -> preparing(network, 1)),
        new Workload(
            network.workload("nested", "generating"), () -> preparing(network, CALLS_UNTIL_CODE)),
        new Workload(network.workload("plain", "prepared"), () -> plainPrepared(network)),
        new Workload(network.workload("plain", "eager"), () -> plainEager(network)),
        new Workload(network.workload("plain", "hand"), () -> plainByHand(network)),
        new Workload(network.workload("hvp", "prepared"), () -> hvp(network)));
  }

  private static Work nestedPrepared(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    return into(problem.flatNested(), problem.point());
  }

  private static Work plainPrepared(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    return into(problem.flatPlain(), problem.parameters());
  }

  private static Work into(TensorFunction loss, double[] point) {
    double[] gradient = new double[point.length];
    PreparedGradient<Tensor> prepared =
        Derivatives.prepareGradient(NetworkProblem.backend(), loss, Tensor.vector(point));
    return () -> prepared.into(point, gradient);
  }

  private static Work nestedEager(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    Backend backend = NetworkProblem.backend();
    NetworkProblem.Arguments at = problem.arguments();
    return Work.keeping(() -> Derivatives.gradient(backend, problem::nested, at));
  }

  private static Work plainEager(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    Backend backend = NetworkProblem.backend();
    Parameters at = problem.arguments().ps();
    return Work.keeping(() -> Derivatives.gradient(backend, problem::plain, at));
  }

  private static Work preparing(NetworkCase network, int calls) {
    NetworkProblem problem = new NetworkProblem(network);
    TensorFunction loss = problem.flatNested();
    double[] point = problem.point();
    return () -> {
      Work prepared = into(loss, point);
      double value = 0;
      for (int i = 0; i < calls; i++) {
        value = prepared.run();
      }
      return value;
    };
  }

  private static Work nestedByHand(NetworkCase network) {
    NetworkByHand byHand = new NetworkByHand(network);
    double[] point = new NetworkProblem(network).point();
    double[] gradient = new double[point.length];
    return () -> byHand.nested(point, gradient);
  }

  private static Work plainByHand(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    NetworkByHand byHand = new NetworkByHand(network);
    double[] t = problem.input();
    double[] ps = problem.parameters();
    double[] gradient = new double[ps.length];
    return () -> byHand.plain(t, ps, gradient);
  }

  private static Work hvp(NetworkCase network) {
    NetworkProblem problem = new NetworkProblem(network);
    Tensor point = Tensor.vector(problem.parameters());
    Tensor vector = point.sin();
    PreparedHvp<Tensor> prepared =
        Derivatives.prepareHvp(NetworkProblem.backend(), problem.flatPlain(), point);
    return Work.keeping(() -> prepared.at(point, vector));
  }
}
