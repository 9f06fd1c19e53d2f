package org.fluxion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return aux == null ? aux : released(aux);
  }

  /** Looks into everything that may hold tensors and can be made anew; leaves the rest as it is. */
  @SuppressWarnings("unchecked") // each kind is made anew as it was
  private static <T> T released(T value) {
    if (value instanceof Optional<?> optional) {
      return (T) optional.map(KeptAux::released);
    }
    try {
      Structure<T> structure = Structure.of(OPERATOR, "aux", value);
      Tensor[] leaves = structure.leaves();
      for (int i = 0; i < leaves.length; i++) {
        leaves[i] = outside(leaves[i]);
      }
      return structure.rebuild(leaves);
    } catch (StructureException mixed) {
      return (T) releasedParts(value);
    }
  }

  private static Object releasedParts(Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> parts = new ArrayList<>();
      list.forEach(part -> parts.add(releasedOrNull(part)));
      return Collections.unmodifiableList(parts);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> parts = new LinkedHashMap<>();
      map.forEach((key, part) -> parts.put(key, releasedOrNull(part)));
      return Collections.unmodifiableMap(parts);
    }
    return value;
  }

  private static @Nullable Object releasedOrNull(@Nullable Object part) {
    return part == null ? null : released(part);
  }

  private static Tensor outside(Tensor tensor) {
    Tensor value = tensor;
    while (value instanceof Tracer tracer && tracer.interpreter().isClosed()) {
      value = tracer.primal();
    }
    return value;
  }
}
