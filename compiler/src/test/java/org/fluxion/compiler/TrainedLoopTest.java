package org.fluxion.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainedLoopTest {
  private static final int LANES = 8;
  private static final double[][] ARRAYS = {};

  /** Makes an object when it runs on vectors, as the JVM does before it has compiled a loop. */
  private static final class Code implements LoopCode {
    private boolean compiled;
    private int onVectors;
    private double @Nullable [] made;

    @Override
    public void run(double[][] arrays, int vectors) {
      onVectors = vectors;
      if (vectors > 0 && !compiled) {
        made = new double[vectors];
      }
    }
  }

  private final Code code = new Code();
  private final TrainedLoop loop = new TrainedLoop(code, LANES);

  private int run() {
    loop.run(ARRAYS);
    return code.onVectors;
  }

  @Test
  void fewElementsOfFewRunsAreDoneOnVectorsAtFirst() {
    int elements = 0;
    for (int i = 0; i < 1600; i++) {
      elements += run();
    }
    assertEquals(100 * 2 * LANES, elements);
    assertNotNull(code.made);
  }

  @Test
  void allAreWhenThatMakesNoObjectsAnyMore() {
    for (int i = 0; i < 1600; i++) {
      run();
    }
    code.compiled = true;
    for (int i = 0; i < 16; i++) {
      run();
    }
    assertEquals(Integer.MAX_VALUE, run());
  }

  @Test
  void noneAreInTheEndIfThatAlwaysDoes() {
    for (int i = 0; i < 110_000; i++) {
      run();
    }
    int elements = 0;
    for (int i = 0; i < 1600; i++) {
      elements += run();
    }
    assertEquals(0, elements);
    code.compiled = true;
    assertTrue(run() == 0, "it is not asked again");
  }
}
