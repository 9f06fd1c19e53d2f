package org.fluxion.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.interpreters.Counting;
import org.junit.jupiter.api.Test;

/** A running sum is the sum, whatever the terms are, and leaves the terms as they are. */
class RunningSumTest {
  private static final double[] TERMS = {0.1, 0.2, 0.3, 1e16, -1e16};

  private static Tensor term(int i) {
    return Tensor.vector(TERMS[i], 2 * TERMS[i]);
  }

  @Test
  void termsAreAddedOneAfterTheOther() {
    Tensor first = term(0);
    Tensor second = term(1);
    RunningSum sum = new RunningSum(first);
    double expected = TERMS[0];
    assertEquals(first, sum.sum());
    sum.add(second);
    expected += TERMS[1];
    for (int i = 2; i < TERMS.length; i++) {
      sum.add(term(i));
      expected += TERMS[i];
    }
    assertEquals(Tensor.vector(expected, 2 * expected), sum.sum());
    assertEquals(term(0), first);
    assertEquals(term(1), second);
  }

  @Test
  void aSumThatWasAskedForStaysAsItIs() {
    RunningSum sum = new RunningSum(term(0));
    sum.add(term(1));
    Tensor asked = sum.sum();
    double[] before = asked.toArray();
    sum.add(term(2));
    sum.add(term(2));
    assertEquals(Tensor.vector(before), asked);
  }

  @Test
  void watchedTermsAreAddedByPrimitives() {
    try (Counting counting = new Counting()) {
      RunningSum sum = new RunningSum(term(0));
      sum.add(term(1));
      Tensor watched = counting.watch(term(2));
      sum.add(watched);
      sum.add(term(1));
      double expected = TERMS[0] + TERMS[1] + TERMS[2] + TERMS[1];
      assertEquals(Tensor.vector(expected, 2 * expected), Tensor.vector(sum.sum().toArray()));
      assertEquals(term(2), Tensor.vector(watched.toArray()));
      // One for the term that is watched, one for that after it.
      assertEquals(2, counting.counts().primitives());
    }
  }
}
