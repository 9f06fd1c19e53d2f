package org.fluxion.internal.plan;

import java.util.List;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.CodeGenerators;
import org.jspecify.annotations.Nullable;

/** The generated code of a plan, which is made when it is asked for first. Thread-safe. */
final class FusedCode {
  /**
   * How often a workspace runs step by step first, since generating code takes the time of many
   * runs.
   */
  static final int RUNS_BEFORE = 20;

  private @Nullable List<Fused> fused;

  /** {@return what generated code does of this plan} */
  synchronized List<Fused> of(Plan plan) {
    List<Fused> known = fused;
    if (known == null) {
      CodeGenerator generator = CodeGenerators.configured();
      known = generator == null ? List.of() : Fusion.of(plan, generator);
      fused = known;
    }
    return known;
  }

  /** {@return what generated code does so far} */
  synchronized List<Fused> soFar() {
    List<Fused> known = fused;
    return known == null ? List.of() : known;
  }
}
