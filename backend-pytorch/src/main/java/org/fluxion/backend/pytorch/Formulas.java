package org.fluxion.backend.pytorch;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.tensor.Arithmetic;
import org.fluxion.tensor.Pointwise;
import org.jspecify.annotations.Nullable;

/** The formulas that elementwise primitives state, in libtorch's arithmetic. */
final class Formulas {
  private static final Arithmetic<Tensor> NATIVE = new Native();

  private Formulas() {}

  /** What libtorch can make of a formula. */
  enum Use {
    /** Nothing: there is none, or it takes an operation that libtorch rounds twice. */
    NONE,
    /** The value; where it chooses, the derivative of the formula is not that of the primitive. */
    VALUE,
    /** Value and derivative. */
    ALL
  }

  static Use of(Pointwise primitive, int operands) {
    Inspection inspection = new Inspection();
    if (primitive.formula(inspection, Collections.nCopies(operands, true)) == null
        || inspection.fuses) {
      return Use.NONE;
    }
    return inspection.chooses ? Use.VALUE : Use.ALL;
  }

  /** {@return the result of a primitive that has a formula} */
  static @Nullable Tensor run(Application application) {
    List<Tensor> operands = Arrays.asList(application.operands());
    Tensor result = ((Pointwise) application.primitive()).formula(NATIVE, operands);
    return result == null ? null : result.expand(application.lengths());
  }

  /** Native tensors; a constant is one of rank 0, which broadcasts. */
  private static final class Native implements Arithmetic<Tensor> {
    @Override
    public Tensor constant(double value) {
      return Torch.number(value);
    }

    @Override
    public Tensor plus(Tensor a, Tensor b) {
      return a.add(b);
    }

    @Override
    public Tensor minus(Tensor a, Tensor b) {
      return a.sub(b);
    }

    @Override
    public Tensor times(Tensor a, Tensor b) {
      return a.mul(b);
    }

    @Override
    public Tensor div(Tensor a, Tensor b) {
      return a.div(b);
    }

    @Override
    public Tensor negative(Tensor a) {
      return a.neg();
    }

    @Override
    public Tensor fma(Tensor a, Tensor b, Tensor c) {
      return a.mul(b).add(c);
    }

    @Override
    public Tensor abs(Tensor a) {
      return torch.abs(a);
    }

    @Override
    public Tensor sqrt(Tensor a) {
      return torch.sqrt(a);
    }

    @Override
    public Tensor maximum(Tensor a, Tensor b) {
      return torch.maximum(a, b);
    }

    @Override
    public Tensor minimum(Tensor a, Tensor b) {
      return torch.minimum(a, b);
    }

    @Override
    public Tensor choose(Relation relation, Tensor a, Tensor b, Tensor then, Tensor otherwise) {
      Tensor holds =
          switch (relation) {
            case LESS -> torch.lt(a, b);
            case AT_MOST -> torch.le(a, b);
            case EQUAL -> torch.eq(a, b);
          };
      return torch.where(holds, then, otherwise);
    }
  }

  /** Looks at a formula without any numbers. */
  private static final class Inspection implements Arithmetic<Boolean> {
    private boolean chooses;
    private boolean fuses;

    @Override
    public Boolean constant(double value) {
      return true;
    }

    @Override
    public Boolean plus(Boolean a, Boolean b) {
      return true;
    }

    @Override
    public Boolean minus(Boolean a, Boolean b) {
      return true;
    }

    @Override
    public Boolean times(Boolean a, Boolean b) {
      return true;
    }

    @Override
    public Boolean div(Boolean a, Boolean b) {
      return true;
    }

    @Override
    public Boolean negative(Boolean a) {
      return true;
    }

    @Override
    public Boolean fma(Boolean a, Boolean b, Boolean c) {
      fuses = true;
      return true;
    }

    @Override
    public Boolean abs(Boolean a) {
      return true;
    }

    @Override
    public Boolean sqrt(Boolean a) {
      return true;
    }

    @Override
    public Boolean maximum(Boolean a, Boolean b) {
      return true;
    }

    @Override
    public Boolean minimum(Boolean a, Boolean b) {
      return true;
    }

    @Override
    public Boolean choose(
        Relation relation, Boolean a, Boolean b, Boolean then, Boolean otherwise) {
      chooses = true;
      return true;
    }
  }
}
