package org.fluxion;

import org.fluxion.spi.Flattening;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A backend's derivative at a point of plain numbers: a linear map, each direction a primitive.
 *
 * <p>So whoever watches tangents or cotangents, be it a batch of them, stays outside: the backend
 * and its function see numbers only, and need not be able to see anything else.
 *
 * @param map the derivative; f has one result
 * @param inputs as one vector
 * @param output the shape of the result
 */
record DerivativeAtNumbers(Linearization map, Flattening inputs, Shape output)
    implements Differential {
  static DerivativeAtNumbers of(Linearization map, Tensor[] at, Tensor result) {
    return new DerivativeAtNumbers(map, Flattening.of(at), result.shape());
  }

  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    Tensor[] filled = Differential.filled(tangents, inputs.shapes().toArray(Shape[]::new));
    return filled == null ? null : new Push(this).apply(filled);
  }

  @Override
  public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
    @Nullable Tensor[] all = inputs.unflatten(new Pull(this).apply(cotangent));
    for (int i = 0; i < all.length; i++) {
      all[i] = wanted[i] ? all[i] : null;
    }
    return all;
  }

  /** The pushforward; its operands are the tangents. */
  private record Push(DerivativeAtNumbers at) implements Primitive {
    @Override
    public String name() {
      return "differentiateWith.pushforward";
    }

    @Override
    public Shape shape(Shape... operands) {
      return at.output;
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return at.map.pushforward(operands)[0];
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return at;
    }
  }

  /** The pullback; a primitive has one result, so the cotangents come as one vector. */
  private record Pull(DerivativeAtNumbers at) implements Primitive {
    @Override
    public String name() {
      return "differentiateWith.pullback";
    }

    @Override
    public Shape shape(Shape... operands) {
      return Shape.of(at.inputs.size());
    }

    @Override
    public Tensor evaluate(Tensor... operands) {
      return Flattening.flatten(at.map.pullback(operands));
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new Adjoint(at);
    }
  }

  /** The derivative of the pullback, which is linear as well. */
  private record Adjoint(DerivativeAtNumbers at) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      return tangent == null ? null : new Pull(at).apply(tangent);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new Tensor[] {new Push(at).apply(at.inputs.unflatten(cotangent))};
    }
  }
}
