package org.fluxion.layers.training;

import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/** The transforms that {@link GradientTransform} makes; values, equal when their parts are. */
final class GradientTransforms {
  private GradientTransforms() {}

  record ClipByValue(double limit) implements GradientTransform {
    ClipByValue {
      Checked.positive("clipByValue", "limit", limit);
    }

    @Override
    public Parameters apply(Parameters ps, Parameters gradient) {
      return gradient.map(g -> g.clip(-limit, limit));
    }
  }

  record ClipByGlobalNorm(double limit) implements GradientTransform {
    ClipByGlobalNorm {
      Checked.positive("clipByGlobalNorm", "limit", limit);
    }

    @Override
    public Parameters apply(Parameters ps, Parameters gradient) {
      Tensor norm = gradient.flatten().norm();
      Tensor factor = Tensor.scalar(limit).div(norm.maximum(limit));
      return gradient.map(g -> g.times(factor));
    }
  }

  record L2(WeightDecay decay) implements GradientTransform {
    L2 {
      Checked.given("l2", "decay", decay);
    }

    @Override
    public Parameters apply(Parameters ps, Parameters gradient) {
      return decay.zip(ps, gradient, (rate, p, g) -> g.plus(p.times(rate)));
    }
  }

  record Both(GradientTransform first, GradientTransform second) implements GradientTransform {
    Both {
      Checked.given("GradientTransform.andThen", "other", second);
    }

    @Override
    public Parameters apply(Parameters ps, Parameters gradient) {
      return second.apply(ps, first.apply(ps, gradient));
    }
  }
}
