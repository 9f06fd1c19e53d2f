package org.fluxion.conformance;

import java.util.Set;
import java.util.TreeSet;
import org.fluxion.Differentiable;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** Notes the names of the primitives that a function applies to its argument. */
final class UsedPrimitives extends Interpreter {
  private final Set<String> names = new TreeSet<>();

  /**
   * {@return the name without the parameters that some have, such as {@code (0, 1)} or {@code [2]}}
   */
  static String kind(Primitive primitive) {
    return primitive.name().replaceFirst("[(\\[].*", "");
  }

  static Set<String> of(Differentiable<Tensor> f, Tensor x) {
    try (UsedPrimitives used = new UsedPrimitives()) {
      f.apply(new Watched(used, x));
      return used.names;
    }
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    names.add(kind(primitive));
    Tensor[] plain = operands.clone();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = owns(plain[i]) ? ((Watched) plain[i]).primal : plain[i];
    }
    return new Watched(this, primitive.apply(plain));
  }

  @Override
  protected String kind() {
    return "listing";
  }

  private static final class Watched extends Tracer {
    private final Tensor primal;

    Watched(UsedPrimitives used, Tensor primal) {
      super(used);
      this.primal = primal;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
