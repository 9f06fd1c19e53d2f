package org.fluxion.backend.hipparchus;

import static org.fluxion.tensor.Tensor.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Small scalar programs of four numbers, which apply every primitive that Hipparchus can express at
 * least once; named by the methods of {@link Tensor} that they are about.
 */
final class Programs {
  static final Tensor X = vector(0.7, -0.4, 1.3, 0.25);
  private static final Tensor W = vector(0.9, -1.7, 0.6, 1.1);

  private Programs() {}

  private static Tensor square(Tensor x) {
    return x.reshape(2, 2);
  }

  /** A matrix that is far from singular. */
  private static Tensor regular(Tensor x) {
    return square(x).plus(Tensor.eye(2).times(3));
  }

  private static Tensor positive(Tensor x) {
    return x.square().plus(0.3);
  }

  private static Tensor definite(Tensor x) {
    Tensor a = square(x);
    return a.matmul(a.transpose()).plus(Tensor.eye(2));
  }

  static Map<String, TensorFunction> all() {
    Map<String, TensorFunction> all = new LinkedHashMap<>(elementwise());
    all.putAll(ofTwo());
    all.putAll(shapes());
    all.putAll(reductions());
    all.putAll(matrices());
    // A weight makes all of them nonlinear in different ways, and their Hessians full.
    all.replaceAll((name, f) -> x -> f.apply(x).times(x.times(W).sum().sin().plus(2)).sum());
    return all;
  }

  private static Map<String, TensorFunction> elementwise() {
    Map<String, TensorFunction> all = new LinkedHashMap<>();
    all.put("unaryMinus", x -> x.unaryMinus());
    all.put("abs", x -> x.abs());
    all.put("sign", x -> x.sign().times(x));
    all.put("floor", x -> x.floor().times(x));
    all.put("exp", x -> x.exp());
    all.put("expm1", x -> x.expm1());
    all.put("log", x -> positive(x).log());
    all.put("log1p", x -> x.log1p());
    all.put("sqrt", x -> positive(x).sqrt());
    all.put("cbrt", x -> x.cbrt());
    all.put("square", x -> x.square());
    all.put("reciprocal", x -> x.reciprocal());
    all.put("sin", x -> x.sin());
    all.put("cos", x -> x.cos());
    all.put("tan", x -> x.tan());
    all.put("asin", x -> x.times(0.7).asin());
    all.put("acos", x -> x.times(0.7).acos());
    all.put("atan", x -> x.times(2).atan());
    all.put("sinh", x -> x.sinh());
    all.put("cosh", x -> x.cosh());
    all.put("tanh", x -> x.tanh());
    all.put("sigmoid", x -> x.times(2).sigmoid());
    all.put("softplus", x -> x.softplus());
    all.put("relu", x -> x.relu().square());
    all.put("stopGradient", x -> x.stopGradient().times(x));
    return all;
  }

  private static Map<String, TensorFunction> ofTwo() {
    Map<String, TensorFunction> all = new LinkedHashMap<>();
    all.put("plus", x -> x.plus(x.flip(0)).plus(1.5).square());
    all.put("minus", x -> x.minus(x.flip(0).sin()).minus(0.5).square());
    all.put("times", x -> x.times(x.flip(0)).times(W).times(3));
    all.put("div", x -> x.div(positive(x.flip(0))).div(W).div(3));
    all.put("pow", x -> positive(x).pow(x.flip(0)).plus(x.pow(3)).plus(positive(x).pow(-1.5)));
    all.put("atan2", x -> x.atan2(x.flip(0)));
    all.put("hypot", x -> x.hypot(x.flip(0)));
    all.put("maximum", x -> x.maximum(x.flip(0)).plus(x.maximum(0.1)).square());
    all.put("minimum", x -> x.minimum(x.flip(0)).plus(x.minimum(0.1)).square());
    all.put("greater", x -> x.greater(x.flip(0)).times(x));
    all.put("greaterOrEqual", x -> x.greaterOrEqual(0.5).times(x));
    all.put("less", x -> x.less(x.flip(0)).times(x));
    all.put("lessOrEqual", x -> x.lessOrEqual(0.5).times(x));
    all.put("equalTo", x -> x.equalTo(0.7).times(x));
    all.put("clip", x -> x.clip(-0.1, 0.9).square());
    all.put("where", x -> Tensor.where(x.greater(0.3), x.sin(), x.exp()));
    return all;
  }

  private static Map<String, TensorFunction> shapes() {
    Map<String, TensorFunction> all = new LinkedHashMap<>();
    all.put("reshape", x -> x.reshape(2, 1, 2).square());
    all.put("flatten", x -> square(x).flatten().times(W));
    all.put("transpose", x -> square(x).transpose().times(square(W)).sin());
    all.put("broadcastTo", x -> x.reshape(2, 1, 2).broadcastTo(3, 2, 2, 2).square());
    all.put("get", x -> x.get(1).times(square(x).get(0, 1)).exp());
    all.put("slice", x -> x.slice(0, 1, 3).square());
    all.put("gather", x -> x.gather(0, 2, 0, 2).sin().times(vector(1, 2, 3)));
    all.put("pad", x -> x.pad(0, 1, 2).plus(0.5).square());
    all.put("flip", x -> x.flip(0).times(x.sin()));
    all.put("concat", x -> Tensor.concat(0, x, W, x.exp()).square());
    all.put("stack", x -> Tensor.stack(1, x, x.sin()).square());
    all.put("diag", x -> x.diag().plus(x.outer(x)).diag().square());
    all.put("trace", x -> square(x).square().trace());
    all.put("outer", x -> x.outer(x.sin()));
    return all;
  }

  private static Map<String, TensorFunction> reductions() {
    Map<String, TensorFunction> all = new LinkedHashMap<>();
    all.put("sum", x -> square(x).sum(1).square());
    all.put("mean", x -> square(x).mean(0).square());
    all.put("max", x -> square(x).max(1).square());
    all.put("min", x -> square(x).min(0).square());
    all.put("prod", x -> square(x).prod(1));
    all.put("logSumExp", x -> square(x).logSumExp(0));
    all.put("norm", x -> square(x).norm(1).plus(x.norm()));
    all.put("cumsum", x -> square(x).cumsum(1).plus(square(x).cumsum(0)).square());
    return all;
  }

  private static Map<String, TensorFunction> matrices() {
    Map<String, TensorFunction> all = new LinkedHashMap<>();
    all.put("matmul", x -> square(x).matmul(square(W)).matmul(square(x).sin()));
    all.put("dot", x -> x.dot(x.exp()));
    all.put("solve", x -> regular(x).solve(x.slice(0, 1, 3)));
    all.put("inverse", x -> regular(x).inverse());
    all.put("cholesky", x -> definite(x).cholesky());
    all.put(
        "triangularSolve",
        x ->
            regular(x)
                .triangularSolve(x.slice(0, 0, 2), true)
                .plus(regular(x).triangularSolve(x.slice(0, 2, 4), false)));
    all.put("det", x -> regular(x).det());
    all.put("logDet", x -> regular(x).logDet());
    return all;
  }
}
