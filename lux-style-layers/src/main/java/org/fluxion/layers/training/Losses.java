package org.fluxion.layers.training;

import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * Losses: scalars that say how far predictions are from targets of the same shape, on average.
 *
 * <p>Those of classes take logits, not probabilities, so value, gradient and second derivative are
 * finite and accurate wherever the logits are, and targets may be 0 and 1. Each is made of tensor
 * operations and may be differentiated by both arguments, any number of times. All refuse shapes
 * that differ, and tensors without elements, with a {@link ShapeMismatchException}.
 */
public final class Losses {
  private Losses() {}

  /** {@return the mean of (prediction − target)²} */
  public static Tensor mse(Tensor prediction, Tensor target) {
    requireLike("mse", prediction, target);
    return prediction.minus(target).square().mean();
  }

  /** {@return the mean of |prediction − target|, with derivative 0 where both are equal} */
  public static Tensor mae(Tensor prediction, Tensor target) {
    requireLike("mae", prediction, target);
    return prediction.minus(target).abs().mean();
  }

  /**
   * {@return the mean of ½ d² where |d| ≤ delta and of delta (|d| − ½ delta) elsewhere, d being
   * prediction − target}
   *
   * <p>P. J. Huber, <i>Robust estimation of a location parameter</i>, Annals of Mathematical
   * Statistics 35, 1964.
   *
   * @param delta where the parabola becomes a line; positive
   */
  public static Tensor huber(Tensor prediction, Tensor target, double delta) {
    requireLike("huber", prediction, target);
    Checked.positive("Losses.huber", "delta", delta);
    Tensor difference = prediction.minus(target);
    // One formula for both pieces, since clip(d) is d in one and ±delta in the other.
    Tensor clipped = difference.clip(-delta, delta);
    return clipped.times(difference.minus(clipped.times(0.5))).mean();
  }

  /**
   * {@return the mean over rows of −Σ target · log softmax(logits), the sum over the last axis}
   *
   * @param logits shape […, classes]
   * @param target the probabilities of the classes, as of {@link #oneHot}
   */
  public static Tensor crossEntropy(Tensor logits, Tensor target) {
    return crossEntropy("crossEntropy", logits, target);
  }

  private static Tensor crossEntropy(String name, Tensor logits, Tensor target) {
    requireLike(name, logits, target);
    if (logits.rank() == 0) {
      throw new ShapeMismatchException(
          "Losses."
              + name
              + ": a scalar has no classes; the last axis of logits is that of the"
              + " classes");
    }
    int classes = logits.rank() - 1;
    int[] column = logits.shape().toArray();
    column[classes] = 1;
    // A constant: adding it to all logits of a row changes nothing, but where they are large, it
    // keeps the digits of their differences.
    Tensor shift = logits.max(classes).stopGradient();
    Tensor shifted = logits.minus(shift.reshape(column));
    Tensor surprise = shifted.logSumExp(classes).reshape(column).minus(shifted);
    return surprise.times(target).sum(classes).mean();
  }

  /**
   * {@return the mean of −target · log p − (1 − target) · log(1 − p) with p = sigmoid(logits)}
   *
   * @param target probabilities, in [0, 1]
   */
  public static Tensor binaryCrossEntropy(Tensor logits, Tensor target) {
    requireLike("binaryCrossEntropy", logits, target);
    // −log sigmoid(z) = softplus(−z), and both terms are positive, so nothing cancels.
    Tensor positive = target.times(logits.unaryMinus().softplus());
    Tensor negative = oneMinus(target).times(logits.softplus());
    return positive.plus(negative).mean();
  }

  /**
   * {@return the mean over rows of Σ target · log(target / softmax(logits)), the sum over the last
   * axis; a target of 0 adds 0}
   *
   * @param logits shape […, classes]
   * @param target the probabilities of the classes
   */
  public static Tensor klDivergence(Tensor logits, Tensor target) {
    Tensor crossEntropy = crossEntropy("klDivergence", logits, target);
    Tensor inside = Tensor.where(target.greater(0), target, Tensor.scalar(1));
    Tensor negativeEntropy = target.times(inside.log()).sum(target.rank() - 1).mean();
    return crossEntropy.plus(negativeEntropy);
  }

  /**
   * {@return the mean of max(0, 1 − target · score), with derivative 0 at the kink}
   *
   * @param target −1 or 1
   */
  public static Tensor hinge(Tensor score, Tensor target) {
    requireLike("hinge", score, target);
    return oneMinus(score.times(target)).relu().mean();
  }

  /**
   * {@return the binary cross entropy, each term times (1 − q)^gamma, q being the probability that
   * the prediction gives to the truth}
   *
   * <p>T.-Y. Lin et al., <i>Focal loss for dense object detection</i>, ICCV 2017, equation 4.
   *
   * @param target probabilities, in [0, 1]
   * @param gamma how much less what is predicted well counts; at least 0
   */
  public static Tensor focal(Tensor logits, Tensor target, double gamma) {
    requireLike("focal", logits, target);
    Checked.notNegative("Losses.focal", "gamma", gamma);
    Tensor missed = logits.unaryMinus().softplus();
    Tensor hit = logits.softplus();
    // 1 − sigmoid(z) = exp(−softplus(z)), whose powers are smooth also where it rounds to 0.
    Tensor positive = target.times(hit.times(-gamma).exp()).times(missed);
    Tensor negative = oneMinus(target).times(missed.times(-gamma).exp()).times(hit);
    return positive.plus(negative).mean();
  }

  /**
   * {@return a row for each label, with 1 in its column and 0 elsewhere}
   *
   * @param classes the number of columns
   * @throws FluxionException if a label is not in [0, classes)
   */
  public static Tensor oneHot(int classes, int... labels) {
    Checked.atLeast(1, "Losses.oneHot", "classes", classes);
    double[] rows = new double[Math.multiplyExact(labels.length, classes)];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new FluxionException(
            "Losses.oneHot: label " + i + " must be in [0, " + classes + "), given " + labels[i]);
      }
      rows[i * classes + labels[i]] = 1;
    }
    return Tensor.of(rows, labels.length, classes);
  }

  private static Tensor oneMinus(Tensor x) {
    return x.unaryMinus().plus(1);
  }

  private static void requireLike(String name, Tensor prediction, Tensor target) {
    Checked.given("Losses." + name, "the prediction", prediction);
    Checked.given("Losses." + name, "the target", target);
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeMismatchException(
          "Losses."
              + name
              + ": the prediction has shape "
              + prediction.shape()
              + ", the target "
              + target.shape()
              + "; they are not broadcast, reshape one of them");
    }
    if (prediction.size() == 0) {
      throw new ShapeMismatchException(
          "Losses." + name + ": shape " + prediction.shape() + " has nothing to average");
    }
  }
}
