package org.fluxion.reference;

import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.fluxion.reference.Case.first;
import static org.fluxion.reference.Case.firstBy;
import static org.fluxion.reference.Case.second;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** Branches, loops and what else Java does around the tensors. */
final class ControlFlowCases {
  static final List<Case> CASES =
      List.of(
          first("B01", Derivatives::derivative, x -> x.item() == 0 ? Tensor.scalar(0) : x),
          second(
              "B03",
              Derivatives::secondDerivative,
              x -> x.isLessThan(0) ? x.times(x).times(x) : x.times(x)),
          first("B05", Derivatives::derivative, ControlFlowCases::babylonianRoot),
          first("B07", Derivatives::derivative, ControlFlowCases::newtonCubeRoot),
          first("B09", Derivatives::derivative, ControlFlowCases::swapped),
          first("B11", Derivatives::derivative, x -> copies(5000, x)),
          firstBy(
                  "B11",
                  (e, r) ->
                      assertClose(
                          1e6,
                          Derivatives.derivative(e.outer(), x -> copies(1_000_000, x), r.x())
                              .item(),
                          1e-12,
                          "a million copies"))
              .titled("a million copies"),
          first("B13", Derivatives::derivative, ControlFlowCases::ampgo07),
          first("B15", Derivatives::gradient, ControlFlowCases::indexOfLargest),
          firstBy("B17", ControlFlowCases::theOtherBranchAfterPreparation));

  private ControlFlowCases() {}

  private static Tensor babylonianRoot(Tensor x) {
    Tensor s = x;
    for (int i = 0; i < 60; i++) {
      s = s.plus(x.div(s)).div(2);
    }
    return s;
  }

  private static Tensor newtonCubeRoot(Tensor x) {
    Tensor t = Tensor.scalar(2);
    for (int i = 0; i < 8; i++) {
      t = t.minus(t.pow(3).minus(x).div(t.square().times(3)));
    }
    return t;
  }

  private static Tensor swapped(Tensor x) {
    Tensor a = x;
    Tensor b = x.times(2);
    for (int i = 0; i < 3; i++) {
      Tensor kept = a;
      a = b;
      b = kept;
    }
    return a.times(10).plus(b);
  }

  private static Tensor copies(int n, Tensor x) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < n; i++) {
      sum = sum.plus(x);
    }
    return sum;
  }

  private static Tensor ampgo07(Tensor x) {
    if (!x.isGreaterThan(0)) {
      return Tensor.scalar(Double.POSITIVE_INFINITY);
    }
    Tensor waves = x.sin().plus(x.times(10).div(3).sin());
    return waves.plus(x.abs().log()).minus(x.times(0.84)).plus(3);
  }

  private static Tensor indexOfLargest(Tensor x) {
    double[] values = x.toArray();
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return Tensor.scalar(largest);
  }

  private static void theOtherBranchAfterPreparation(Engine engine, Reference reference) {
    TensorFunction f = x -> x.isGreaterThan(0) ? x.square() : x.unaryMinus();
    var prepared = prepareGradient(engine.outer(), f, Tensor.scalar(2));
    assertClose(4, prepared.at(Tensor.scalar(2)).item(), 1e-12, "the branch of the preparation");
    reference.accepts(prepared.at(reference.x()));
  }
}
