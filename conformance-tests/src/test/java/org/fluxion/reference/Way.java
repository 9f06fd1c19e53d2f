package org.fluxion.reference;

import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FixedInput;
import org.fluxion.FixedParams;
import org.fluxion.tensor.Tensor;

/** How an inner gradient can be written: what its function shows, and which rule applies. */
enum Way {
  /** By {@link FixedParams}, so the nested rule applies. */
  FIXED_PARAMS {
    @Override
    Tensor gradient(String inner, FixedParams.OfTensor<Tensor> f, Tensor x, Tensor p) {
      return Derivatives.gradient(backend(inner), FixedParams.of(f, p), x);
    }
  },
  /** By {@link FixedInput}, with the arguments in the other order. */
  FIXED_INPUT {
    @Override
    Tensor gradient(String inner, FixedParams.OfTensor<Tensor> f, Tensor x, Tensor p) {
      FixedParams.OfTensor<Tensor> swapped = (input, params) -> f.apply(params, input);
      return Derivatives.gradient(backend(inner), new FixedInput<>(swapped, p), x);
    }
  },
  /** By a closure that captures the parameters, which nests naturally. */
  CLOSURE {
    @Override
    Tensor gradient(String inner, FixedParams.OfTensor<Tensor> f, Tensor x, Tensor p) {
      return Derivatives.gradient(backend(inner), z -> f.apply(z, p), x);
    }
  },
  /** By {@link FixedParams}, with the rule switched off. */
  NESTED_OFF {
    @Override
    Tensor gradient(String inner, FixedParams.OfTensor<Tensor> f, Tensor x, Tensor p) {
      return Derivatives.gradient(backend(inner + "(nested=off)"), FixedParams.of(f, p), x);
    }
  };

  /** {@return the gradient of f by x, in which the dependence on p is seen from outside} */
  abstract Tensor gradient(String inner, FixedParams.OfTensor<Tensor> f, Tensor x, Tensor p);

  private static Backend backend(String spec) {
    return Backends.named(spec);
  }
}
