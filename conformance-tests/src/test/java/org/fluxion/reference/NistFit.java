package org.fluxion.reference;

import static org.fluxion.Derivatives.valueAndJacobian;

import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.TensorFunction;
import org.fluxion.ValueAndJacobian;
import org.fluxion.tensor.Tensor;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/** What Levenberg and Marquardt's method finds, with Jacobians by the mixed backend. */
record NistFit(Tensor parameters, double rss, int evaluations) {
  private static final int EVALUATIONS = 2000;

  /** Of the exact residual sum. */
  private static final int DIGITS = 40;

  static NistFit of(NistProblem problem, Tensor start) {
    Backend mixed = Backends.named("mixed");
    TensorFunction residuals = problem.residuals();
    Optimum optimum =
        new LevenbergMarquardtOptimizer()
            .withCostRelativeTolerance(1e-15)
            .withParameterRelativeTolerance(1e-12)
            .withOrthoTolerance(1e-15)
            .optimize(
                new LeastSquaresBuilder()
                    .start(start.toArray())
                    .target(new double[problem.y().size()])
                    .maxEvaluations(EVALUATIONS)
                    .maxIterations(EVALUATIONS)
                    .model(b -> linearization(mixed, residuals, b))
                    .build());
    Tensor found = Tensor.vector(optimum.getPoint().toArray());
    double rss =
        problem.name().equals("Lanczos1")
            ? exactRss(problem, found.toArray())
            : problem.rss().apply(found).item();
    return new NistFit(found, rss, optimum.getEvaluations());
  }

  private static Pair<RealVector, RealMatrix> linearization(
      Backend backend, TensorFunction residuals, RealVector b) {
    ValueAndJacobian at = valueAndJacobian(backend, residuals, Tensor.vector(b.toArray()));
    RealMatrix jacobian = MatrixUtils.createRealMatrix(at.value().size(), b.getDimension());
    for (int i = 0; i < jacobian.getRowDimension(); i++) {
      jacobian.setRow(i, at.jacobian().get(i).toArray());
    }
    return new Pair<>(new ArrayRealVector(at.value().toArray()), jacobian);
  }

  /**
   * {@return the residual sum of three exponentials at parameters found in double}
   *
   * <p>This data is exact to 13 digits. Its best residuals are 1e-13 of the measurements, so that
   * in double three digits are left of them, although the parameters are right.
   */
  private static double exactRss(NistProblem problem, double[] b) {
    DfpField field = new DfpField(DIGITS);
    double[] x = problem.x().toArray();
    double[] y = problem.y().toArray();
    Dfp sum = field.getZero();
    for (int i = 0; i < y.length; i++) {
      // By way of text a measurement is the decimal number that the file has.
      Dfp residual = field.newDfp(Double.toString(y[i]));
      Dfp at = field.newDfp(Double.toString(x[i]));
      for (int k = 0; k < b.length; k += 2) {
        Dfp decay = field.newDfp(-b[k + 1]).multiply(at).exp();
        residual = residual.subtract(field.newDfp(b[k]).multiply(decay));
      }
      sum = sum.add(residual.multiply(residual));
    }
    return sum.toDouble();
  }
}
