package org.fluxion.internal.plan;

import java.util.Arrays;
import org.fluxion.tensor.Condition;

/**
 * What a recorded program found out about a value while it was recorded, and might have found
 * otherwise: it holds only where the answer is the same.
 */
sealed interface Guard {
  /** {@return the place of the value} */
  int place();

  /** {@return the same about a value at another place} */
  Guard at(int other);

  /** {@return whether the answer is the same for these elements} */
  boolean holds(double[] elements);

  /** The answer to a question about the only element. */
  record Branch(int place, Condition condition, boolean answer) implements Guard {
    @Override
    public Guard at(int other) {
      return new Branch(other, condition, answer);
    }

    @Override
    public boolean holds(double[] elements) {
      return condition.holds(elements[0]) == answer;
    }

    @Override
    public String toString() {
      return "%" + place + (answer ? " is " : " is not ") + condition;
    }
  }

  /** The elements themselves, to the bit. */
  record Reading(int place, double[] seen) implements Guard {
    @Override
    public Guard at(int other) {
      return new Reading(other, seen);
    }

    @Override
    public boolean holds(double[] elements) {
      // Arrays.equals compares by bits, so NaN is itself and -0 is not 0.
      return Arrays.equals(elements, seen);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Reading r && place == r.place && Arrays.equals(seen, r.seen);
    }

    @Override
    public int hashCode() {
      return 31 * place + Arrays.hashCode(seen);
    }

    @Override
    public String toString() {
      return "%"
          + place
          + (seen.length == 1 ? " is " + seen[0] : " has the elements that were read");
    }
  }
}
