package org.fluxion;

import org.fluxion.internal.structure.Structure;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/** Carries what a function returns beside its value out of the derivative. */
final class KeptAux<A> {
  private static final String OPERATOR = "valueAndGradientWithAux";

  private @Nullable WithAux<A> last;

  /** {@return the value; the rest is kept} */
  Tensor keep(@Nullable WithAux<A> both) {
    last = Call.requireGiven(OPERATOR, "what f returned", both);
    return last.value();
  }

  /** {@return what was kept last, its tensors taken out of levels that have ended} */
  A released() {
    A aux = Call.requireGiven(OPERATOR, "what f returned", last).aux();
    if (aux == null) {
      return aux;
    }
    Structure<A> structure;
    try {
      structure = Structure.of(OPERATOR, "aux", aux);
    } catch (StructureException notTensors) {
      return aux;
    }
    Tensor[] leaves = structure.leaves();
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = outside(leaves[i]);
    }
    return structure.rebuild(leaves);
  }

  private static Tensor outside(Tensor tensor) {
    Tensor value = tensor;
    while (value instanceof Tracer tracer && tracer.interpreter().isClosed()) {
      value = tracer.primal();
    }
    return value;
  }
}
