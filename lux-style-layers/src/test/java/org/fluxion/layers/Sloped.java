package org.fluxion.layers;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.layers.Check.assertClose;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * A layer at a point, with the gradients of Σ y ⊙ weights there.
 *
 * @param weights shaped like the output
 */
record Sloped(Layer layer, Tensor x, Parameters ps, State st, Tensor weights) {
  Tensor y() {
    return layer.apply(x, ps, st).y();
  }

  /** Compares the gradient by the input in every mode. */
  void assertByInput(double... expected) {
    for (String spec : new String[] {"forward", "reverse"}) {
      Backend backend = Backends.named(spec);
      Tensor given = gradient(backend, z -> loss(z, ps), x);
      assertClose(Tensor.of(expected, x.shape().toArray()), given);
    }
  }

  /** Compares the gradient by one parameter in every mode. */
  void assertByParameter(String path, double... expected) {
    Differentiable<Parameters> f = p -> loss(x, p);
    for (String spec : new String[] {"forward", "reverse"}) {
      Tensor given = gradient(Backends.named(spec), f, ps).tensor(path);
      assertClose(Tensor.of(expected, ps.tensor(path).shape().toArray()), given);
    }
  }

  private Tensor loss(Tensor z, Parameters p) {
    return layer.apply(z, p, st).y().times(weights).sum();
  }

  static Parameters parameters(String first, Tensor a, String second, Tensor b) {
    Map<String, Tensor> map = new LinkedHashMap<>();
    map.put(first, a);
    map.put(second, b);
    return Parameters.of(map);
  }
}
