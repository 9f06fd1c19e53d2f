package org.fluxion.reference;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** That a line of the reference accepts what it should, and nothing else. */
class ReferenceTest {
  private static final Map<String, Reference> LINES = Reference.lines();

  private static void accepts(String id, double... result) {
    LINES.get(id).accepts(shaped(result));
  }

  private static void rejects(String id, double... result) {
    assertThrows(AssertionFailedError.class, () -> accepts(id, result), id);
  }

  private static Tensor shaped(double... result) {
    return result.length == 1 ? Tensor.scalar(result[0]) : Tensor.vector(result);
  }

  @Test
  void aNumberIsHeldToTheToleranceOfItsLine() {
    accepts("P09", 2.718281828459045 * (1 + 5e-13));
    rejects("P09", 2.718281828459045 * (1 + 5e-12));
    rejects("P09", Double.NaN);
    rejects("P09", 2.718281828459045, 0);
  }

  @Test
  void aSmallNumberIsHeldToItsOwnSize() {
    rejects("P11", 3.72007e-44);
    rejects("S57", 5e-201, 0);
  }

  @Test
  void anInfinityHasASign() {
    accepts("S37", Double.NEGATIVE_INFINITY);
    rejects("S37", Double.POSITIVE_INFINITY);
    rejects("S37", -1e300);
  }

  @Test
  void whatIsPreferredIsAskedFor() {
    accepts("S39", 0);
    rejects("S39", 1);
    rejects("S39", 2);
    accepts("S47", 0.5, 0.5);
    rejects("S47", 0.25, 0.75);
    rejects("S47", 1, 1);
  }

  @Test
  void anyAcceptedResultPassesWhereNoneIsPreferred() {
    accepts("B03", 0);
    accepts("B03", 2);
    rejects("B03", 1);
    accepts("P33", 1, 0);
    accepts("P33", Double.NaN, 0);
    rejects("P33", 0, 1);
    rejects("P33", 1);
  }

  @Test
  void componentsAreJudgedOneByOne() {
    accepts("S31", -4, Double.NaN);
    accepts("S31", -4, 0);
    rejects("S31", -4, 1);
    rejects("S31", Double.NaN, 0);
    accepts("S65", 0, Double.POSITIVE_INFINITY);
    rejects("S65", 0, Double.NEGATIVE_INFINITY);
  }

  @Test
  void zerosMayHaveATolerancePutInWords() {
    Tensor almost = Tensor.full(1e-10, 3, 3);
    LINES.get("L03").accepts(almost);
    assertThrows(AssertionFailedError.class, () -> LINES.get("L03").accepts(almost.times(100)));
    Tensor minors = Tensor.full(1e-11, 5, 5);
    assertThrows(AssertionFailedError.class, () -> LINES.get("L05").accepts(minors));
  }
}
