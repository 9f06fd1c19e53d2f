package org.fluxion.conformance;

import java.util.Set;
import java.util.TreeSet;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/** The backend under test, and what its capabilities ask for and excuse. */
record Subject(Backend backend, Settings settings, Programs programs) {
  Subject(Backend backend, Settings settings) {
    this(backend, settings, new Programs(settings.seed(), avoided(backend.capabilities())));
  }

  /** {@return the primitives that random programs do without} */
  private static Set<String> avoided(Capabilities capabilities) {
    Set<String> avoided = new TreeSet<>(capabilities.unsupported());
    if (capabilities.accuracy() > 0) {
      // Differences follow values, and so do not see what it decrees.
      avoided.add("stopGradient");
    }
    return avoided;
  }

  Capabilities capabilities() {
    return backend.capabilities();
  }

  /** {@return draws that are the same for every rule} */
  Draws draws() {
    return new Draws(settings.seed());
  }

  /** {@return draws other than the usual ones} */
  Draws otherDraws() {
    return new Draws(settings.seed() + 1);
  }

  /** {@return another backend, to be held to what it declares} */
  Subject of(Backend other) {
    return new Subject(other, settings);
  }

  boolean isExact() {
    return capabilities().accuracy() == 0;
  }

  /**
   * {@return the error that a derivative of this order may have}
   *
   * <p>A numeric backend declares it for the first; a difference of differences keeps half of the
   * digits.
   */
  Tolerance tolerance(int order) {
    double declared = capabilities().accuracy();
    return isExact()
        ? Tolerance.EXACT
        : new Tolerance(order == 1 ? declared : Math.sqrt(declared), false);
  }

  void requireOrder(int order) {
    if (order > capabilities().highestOrder()) {
      throw new Skip(
          "the backend declares order " + capabilities().highestOrder() + " as its highest");
    }
  }

  void requireTraced() {
    if (!capabilities().traced()) {
      throw new Skip("the backend declares that it takes no tensors that others watch");
    }
  }

  void requireExact(String why) {
    if (!isExact()) {
      throw new Skip(
          "the backend declares an accuracy of " + capabilities().accuracy() + ": " + why);
    }
  }

  /** Skips what applies a primitive that the backend declares to refuse. */
  void requireSupported(Differentiable<Tensor> f, Tensor x) {
    Set<String> refused = refused(f, x);
    if (!refused.isEmpty()) {
      throw new Skip("the backend declares that it does without " + refused);
    }
  }

  /** {@return the primitives that a function applies and the backend declares to refuse} */
  Set<String> refused(Differentiable<Tensor> f, Tensor x) {
    Set<String> unsupported = capabilities().unsupported();
    Set<String> refused = new TreeSet<>();
    if (!unsupported.isEmpty()) {
      refused.addAll(UsedPrimitives.of(f, x));
      refused.retainAll(unsupported);
    }
    return refused;
  }

  /** {@return the derivative with both directions, as every operator sees it} */
  Linearization linearize(MultiFunction f, Tensor... at) {
    return Linearizations.complete(backend, f, at);
  }

  /** {@return the derivative of a function of one tensor} */
  Linearization linearizeOne(Differentiable<Tensor> f, Tensor x) {
    return linearize(at -> new Tensor[] {f.apply(at[0])}, x);
  }
}
