package org.fluxion.conformance;

import java.util.List;
import java.util.function.Consumer;

/**
 * One law that primitives obey.
 *
 * @param number by which reports and documentation name it
 * @param sentence that says what holds
 * @param check throws an assertion error where it does not
 */
record PrimitiveLaw(String number, String sentence, Consumer<Trial> check) {
  static final List<PrimitiveLaw> ALL =
      List.of(
          law("P1", "the result has the promised shape", RuleLaws::shapeAgrees),
          law("P2", "pushforward and pullback are transposes", DerivativeLaws::transposed),
          law("P3", "the pushforward is linear", DerivativeLaws::linear),
          law("P4", "the pushforward agrees with differences", DerivativeLaws::firstOrder),
          law(
              "P5",
              "the derivative of the pushforward agrees with differences",
              DerivativeLaws::pushforwardIsDifferentiable),
          law(
              "P6",
              "the derivative of the pullback agrees with differences",
              DerivativeLaws::pullbackIsDifferentiable),
          law("P7", "constants have no derivative", DerivativeLaws::constantsHaveNoDerivative),
          law("P8", "linearize agrees with apply", DerivativeLaws::linearizeAgrees),
          law("P9", "a null tangent is zero", RuleLaws::nullTangentIsZero),
          law("P10", "a pullback answers what is wanted", RuleLaws::wantedIsRespected),
          law("P11", "a differential can be used again", RuleLaws::reusable),
          law("P12", "what is passed in stays as it was", RuleLaws::operandsUntouched),
          law("P13", "its expansion agrees", RuleLaws::expansionAgrees),
          law("P14", "batching is looping", BatchLaws::batchingIsLooping),
          law("P15", "batches nest", BatchLaws::batchesNest),
          law("P16", "tangents sweep together", BatchLaws::tangentsSweepTogether),
          law("P17", "cotangents sweep together", BatchLaws::cotangentsSweepTogether),
          law("P18", "scalars and empty tensors work", EdgeLaws::takesWhatItAccepts),
          law(
              "P19",
              "operands that do not fit fail with an error of the library",
              EdgeLaws::misfitsFailInWords),
          law("P20", "on arrays it gives the same", RuleLaws::arraysAreFilled));

  private static PrimitiveLaw law(String number, String sentence, Consumer<Trial> check) {
    return new PrimitiveLaw(number, sentence, check);
  }

  /** Checks the law; a failure names law, primitive and seed. */
  void check(PrimitiveSample sample, long seed) {
    try {
      check.accept(new Trial(sample, new Draws(seed)));
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(describe(sample, seed) + failure.getMessage(), failure);
    }
  }

  private String describe(PrimitiveSample sample, long seed) {
    return number
        + " ("
        + sentence
        + "): "
        + sample.primitive().name()
        + " at "
        + sample.label()
        + " with seed "
        + seed
        + ": ";
  }
}
