package org.fluxion.reference;

import com.fasterxml.jackson.databind.JsonNode;
import org.fluxion.tensor.Tensor;

/** The numbers of the nested problems, by problem and name. */
final class ClosedForms {
  private static final JsonNode PROBLEMS = Reference.tree("nested_closed_forms.json");

  private ClosedForms() {}

  static Tensor tensor(String problem, String name) {
    return Reference.tensor(PROBLEMS.get(problem).get(name));
  }

  static double number(String problem, String name) {
    return PROBLEMS.get(problem).get(name).doubleValue();
  }
}
