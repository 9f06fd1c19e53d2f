package org.fluxion;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A function with a derivative of its own, honoured by every engine built on the kernel.
 *
 * <p>The three parts are written with tensor operations; what derivatives are to see is an operand,
 * never captured. Immutable.
 */
public final class CustomRule {
  /** What rounding may do to a sum of products, relative to its terms. */
  private static final double TRANSPOSED = 1e-10;

  private final Rule rule;

  private CustomRule(Rule rule) {
    this.rule = rule;
  }

  /**
   * {@return a function with the given value and the given derivative in both directions}
   *
   * @param name shown in messages
   */
  public static CustomRule of(
      String name, Value value, Pushforward pushforward, Pullback pullback) {
    Call.requireGiven("CustomRule", "name", name);
    Call.requireGiven("CustomRule " + name, "value", value);
    Call.requireGiven("CustomRule " + name, "pushforward", pushforward);
    Call.requireGiven("CustomRule " + name, "pullback", pullback);
    return new CustomRule(new Rule(name, value, pushforward, pullback));
  }

  /** {@return the value, with the rule attached where a derivative watches an operand} */
  public Tensor apply(Tensor... operands) {
    return rule.apply(operands);
  }

  /**
   * {@return this rule, if its two directions are transposes of each other at a point}
   *
   * <p>Compares ⟨ȳ, J ẋ⟩ with ⟨Jᵀ ȳ, ẋ⟩ for random directions, the same in every run. It does not
   * compare either with the value; that is what a difference quotient is for.
   *
   * @throws FluxionException with both numbers, if they differ by more than rounding
   */
  public CustomRule checkedAt(Tensor... point) {
    SplittableRandom random = new SplittableRandom(1);
    Tensor y = rule.evaluate(point);
    Derivative derivative = new Derivative(rule, point, y);
    Tensor[] tangents = new Tensor[point.length];
    boolean[] wanted = new boolean[point.length];
    for (int i = 0; i < tangents.length; i++) {
      tangents[i] = draw(random, point[i].shape());
      wanted[i] = true;
    }
    Tensor cotangent = draw(random, y.shape());
    double forward =
        Call.requireGiven(toString(), "tangent", derivative.pushforward(tangents))
            .times(cotangent)
            .sum()
            .item();
    double reverse = 0;
    double scale = Math.abs(forward);
    @Nullable Tensor[] pulled = derivative.pullback(cotangent, wanted);
    for (int i = 0; i < tangents.length; i++) {
      double part =
          Call.requireGiven(toString(), "cotangent", pulled[i]).times(tangents[i]).sum().item();
      reverse += part;
      scale += Math.abs(part);
    }
    if (!(Math.abs(forward - reverse) <= TRANSPOSED * scale)) {
      throw new FluxionException(
          this
              + ": pushforward and pullback are not transposes of each other: ⟨ȳ, J ẋ⟩ = "
              + forward
              + ", ⟨Jᵀ ȳ, ẋ⟩ = "
              + reverse);
    }
    return this;
  }

  private static Tensor draw(SplittableRandom random, Shape shape) {
    return Tensor.of(random.doubles(shape.size(), -1, 1).toArray(), shape.toArray());
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return "CustomRule " + rule.name;
  }

  /** The value of a function with its own derivative. */
  @FunctionalInterface
  public interface Value {
    /** {@return the value} */
    Tensor apply(Tensor... operands);
  }

  /** A derivative forward. */
  @FunctionalInterface
  public interface Pushforward {
    /**
     * {@return the tangent of the value}
     *
     * @param tangents one for each operand, zeros where it is constant
     */
    Tensor apply(Tensor[] operands, Tensor[] tangents);
  }

  /** A derivative backward. */
  @FunctionalInterface
  public interface Pullback {
    /** {@return the cotangent of each operand, for a cotangent of the value} */
    Tensor[] apply(Tensor[] operands, Tensor cotangent);
  }

  /** The function as a primitive. */
  private record Rule(String name, Value value, Pushforward push, Pullback pull)
      implements Primitive {
    @Override
    public Shape shape(Shape... operands) {
      Tensor[] zeros = new Tensor[operands.length];
      for (int i = 0; i < zeros.length; i++) {
        zeros[i] = Tensor.zeros(operands[i]);
      }
      return value.apply(zeros).shape();
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return value.apply(operands);
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new Derivative(this, operands, result);
    }
  }

  /** The rule at a point. */
  private record Derivative(Rule rule, Tensor[] operands, Tensor result) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Shape[] shapes = Arrays.stream(operands).map(Tensor::shape).toArray(Shape[]::new);
      Tensor[] filled = Differential.filled(tangents, shapes);
      if (filled == null) {
        return null;
      }
      Tensor tangent = rule.push.apply(operands.clone(), filled);
      requireShape("pushforward", tangent, result.shape());
      return tangent;
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      Tensor[] all = rule.pull.apply(operands.clone(), cotangent);
      if (all == null || all.length != operands.length) {
        throw new ShapeMismatchException(
            "CustomRule "
                + rule.name
                + ": pullback returned "
                + (all == null ? "null" : all.length + " cotangents")
                + " for "
                + operands.length
                + " operands");
      }
      @Nullable Tensor[] results = new @Nullable Tensor[wanted.length];
      for (int i = 0; i < results.length; i++) {
        if (wanted[i]) {
          requireShape("pullback", all[i], operands[i].shape());
          results[i] = all[i];
        }
      }
      return results;
    }

    private void requireShape(String part, @Nullable Tensor given, Shape expected) {
      if (given == null || !given.shape().equals(expected)) {
        throw new ShapeMismatchException(
            "CustomRule "
                + rule.name
                + ": "
                + part
                + " returned "
                + (given == null ? "null" : "shape " + given.shape())
                + " where shape "
                + expected
                + " belongs");
      }
    }
  }
}
