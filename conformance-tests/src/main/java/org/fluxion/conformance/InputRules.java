package org.fluxion.conformance;

import java.util.List;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;

/** Family 10: arrays that are passed in and handed out belong to the caller. */
final class InputRules {
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);
  private static final Tensor Y = Tensor.vector(1.5, 0.2, -0.4);

  private InputRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.once(
            "B10.1",
            Level.REQUIRED,
            "arrays that are passed in are left as they are",
            "Tensors cannot be changed, but the arrays that hold them can.",
            "point, tangents, cotangents",
            InputRules::untouched),
        Rule.once(
            "B10.2",
            Level.REQUIRED,
            "arrays that are passed in are not kept",
            "The caller may use an array again for the next point.",
            "point overwritten before the sweep",
            InputRules::notKept),
        Rule.once(
            "B10.3",
            Level.REQUIRED,
            "arrays that are handed out are not kept",
            "What the caller does with an array of results does not change the next answer.",
            "results overwritten between sweeps",
            InputRules::notAliased),
        Rule.once(
            "B10.4",
            Level.REQUIRED,
            "f gets an array of its own",
            "A function may overwrite the array that it is called with.",
            "f clears its arguments",
            InputRules::mayBeOverwritten));
  }

  private static Linearization product(Subject subject, Tensor... at) {
    return subject.linearize(in -> new Tensor[] {in[0].times(in[1])}, at);
  }

  private static void untouched(Subject subject) {
    Tensor[] at = {X, Y};
    Tensor[] tangents = {Y, X};
    Tensor[] cotangents = {X};
    Linearization linearization = product(subject, at);
    linearization.pushforward(tangents);
    linearization.pullback(cotangents);
    Expect.untouched(new Tensor[] {X, Y}, at, "the point", X);
    Expect.untouched(new Tensor[] {Y, X}, tangents, "the array of tangents", X);
    Expect.untouched(new Tensor[] {X}, cotangents, "the array of cotangents", X);
  }

  private static void notKept(Subject subject) {
    Tensor[] at = {X, Y};
    Linearization linearization = product(subject, at);
    at[0] = Tensor.zeros(3);
    at[1] = Tensor.zeros(3);
    check(subject, linearization);
  }

  private static void notAliased(Subject subject) {
    Linearization linearization = product(subject, X, Y);
    for (int i = 0; i < 2; i++) {
      linearization.values()[0] = Tensor.zeros(3);
      linearization.pushforward(X, X)[0] = Tensor.zeros(3);
      linearization.pullback(X)[0] = Tensor.zeros(3);
    }
    check(subject, linearization);
  }

  private static void mayBeOverwritten(Subject subject) {
    Linearization linearization =
        subject.linearize(
            in -> {
              Tensor product = in[0].times(in[1]);
              in[0] = Tensor.zeros(3);
              in[1] = Tensor.zeros(3);
              return new Tensor[] {product};
            },
            X,
            Y);
    check(subject, linearization);
    check(subject, linearization);
  }

  private static void check(Subject subject, Linearization product) {
    Tolerance tolerance = subject.tolerance(1);
    Tensor ones = Tensor.ones(3);
    Expect.close(X.times(Y), product.values()[0], tolerance, "value", X);
    Expect.close(X.plus(Y), product.pushforward(ones, ones)[0], tolerance, "tangent", X);
    Tensor[] pulled = product.pullback(ones);
    Expect.close(Y, pulled[0], tolerance, "first cotangent", X);
    Expect.close(X, pulled[1], tolerance, "second cotangent", X);
  }
}
