package org.fluxion.reference;

import static org.fluxion.Derivatives.prepareJacobian;
import static org.fluxion.reference.Case.firstBy;
import static org.fluxion.reference.Case.secondBy;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Which elements of a derivative are 0.
 *
 * <p>Patterns are read off derivatives at points. That is the local pattern of its point, and the
 * global one if no element vanishes by chance, which it does not at a generic point of each branch.
 */
final class SparsityCases {
  static final List<Case> CASES =
      List.of(
          firstBy(
              "Z01",
              global(
                  Derivatives::jacobian,
                  x ->
                      Tensor.stack(
                          0,
                          x.get(0).square(),
                          x.get(0).times(x.get(1).square()).times(2),
                          x.get(2).sin()),
                  Tensor.vector(0.3, -0.7, 1.1))),
          firstBy("Z03", local(Derivatives::jacobian, x -> x.get(0).times(x.get(1)))),
          firstBy(
              "Z09",
              local(Derivatives::jacobian, x -> x.get(0).maximum(x.get(1)).minimum(x.get(2)))),
          firstBy(
              "Z11",
              global(
                  Derivatives::jacobian,
                  x -> x.slice(0, 0, 2).dot(x.slice(0, 3, 5)),
                  Tensor.vector(0.3, -0.7, 1.1, 0.4, 2.3))),
          firstBy(
              "Z13",
              global(
                  Derivatives::jacobian,
                  SparsityCases::selected,
                  Tensor.vector(0.3, 0.7, 1.1, 0.4),
                  Tensor.vector(0.3, 1.1, 0.7, 0.4))),
          firstBy(
              "Z15",
              local(
                  Derivatives::jacobian,
                  x -> x.get(0).isGreaterThan(x.get(1).item()) ? x.get(2) : x.get(3))),
          secondBy(
              "Z17",
              global(
                  Derivatives::hessian,
                  x -> x.get(0).div(x.get(1)).plus(x.get(2).div(1)).plus(x.get(3).reciprocal()),
                  Tensor.vector(0.3, -0.7, 1.1, 0.4))),
          secondBy(
              "Z19",
              global(
                  Derivatives::hessian,
                  x -> x.get(0).plus(x.get(1)).times(x.get(2).plus(x.get(3))),
                  Tensor.vector(0.3, -0.7, 1.1, 0.4))),
          secondBy(
              "Z21",
              global(
                  Derivatives::hessian,
                  x ->
                      x.get(0)
                          .minus(x.get(1))
                          .plus(x.get(2).minus(1))
                          .plus(x.get(3).unaryMinus().plus(1)),
                  Tensor.vector(0.3, -0.7, 1.1, 0.4))),
          secondBy(
              "Z23",
              global(
                  Derivatives::hessian,
                  x -> Functions.differences(x).pow(3).sum(),
                  Tensor.vector(0.3, -0.7, 1.1, 0.4))),
          secondBy(
              "Z25",
              global(
                  Derivatives::hessian,
                  SparsityCases::deadEnd,
                  Tensor.vector(0.3, -0.7, 1.1, 0.4))),
          secondBy(
              "Z27",
              local(
                  Derivatives::hessian,
                  x ->
                      x.get(0)
                          .plus(x.get(1).times(x.get(2)))
                          .plus(x.get(3).reciprocal())
                          .plus(x.get(1).times(x.get(0).maximum(x.get(4)))))),
          firstBy("Z33", SparsityCases::preparedElsewhere));

  private SparsityCases() {}

  private static Case.Check local(Case.Operator operator, TensorFunction f) {
    return (e, r) -> r.accepts(nonzero(operator.apply(e.outer(), f, r.x())));
  }

  private static Case.Check global(Case.Operator operator, TensorFunction f, Tensor... points) {
    return (e, r) -> {
      Tensor union = Tensor.scalar(0);
      for (Tensor point : points) {
        union = union.maximum(nonzero(operator.apply(e.outer(), f, point)));
      }
      r.accepts(union);
    };
  }

  /** 1 where an element is a number other than 0; NaN stays NaN, which no pattern has. */
  private static Tensor nonzero(Tensor derivative) {
    return derivative.sign().square();
  }

  private static Tensor selected(Tensor x) {
    return Tensor.where(x.get(1).less(x.get(2)), x.get(0).plus(x.get(1)), x.get(2).times(x.get(3)));
  }

  private static Tensor deadEnd(Tensor x) {
    Tensor[] products = {x.get(0).times(x.get(1)), x.get(2).times(x.get(3))};
    return products[1];
  }

  private static void preparedElsewhere(Engine engine, Reference reference) {
    TensorFunction f = x -> Functions.differences(x).square();
    var prepared = prepareJacobian(engine.outer(), f, Tensor.vector(1, 8, 27, 64));
    reference.accepts(prepared.at(reference.x()));
  }
}
