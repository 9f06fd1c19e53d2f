package org.fluxion.backend.reverse;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Numbers;
import org.fluxion.tensor.Part;
import org.fluxion.tensor.RunningSum;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The cotangents of one backward sweep, accumulated at the places of the tape.
 *
 * <p>Those that are numbers are added as such, 0 being none. What comes from parts of a value is
 * collected and joined when the value's turn comes.
 */
final class Cotangents {
  private final double[] numbers;
  private final @Nullable Tensor[] tensors;

  /** Of those places that have more than one. */
  private @Nullable RunningSum @Nullable [] sums;

  private @Nullable Parts @Nullable [] parts;

  Cotangents(int places) {
    numbers = new double[places];
    tensors = new @Nullable Tensor[places];
  }

  void add(int place, double cotangent) {
    numbers[place] += cotangent;
  }

  void add(int place, Tensor cotangent) {
    if (Numbers.isNumber(cotangent)) {
      add(place, cotangent.item());
    } else {
      Tensor first = tensors[place];
      if (first == null) {
        tensors[place] = cotangent;
      } else {
        sum(place, first).add(cotangent);
      }
    }
  }

  private RunningSum sum(int place, Tensor first) {
    if (sums == null) {
      sums = new @Nullable RunningSum[numbers.length];
    }
    RunningSum own = sums[place];
    if (own == null) {
      own = new RunningSum(first);
      sums[place] = own;
    }
    return own;
  }

  void add(int place, Part part, Tensor cotangent) {
    if (Numbers.isNumber(cotangent)) {
      add(place, part, cotangent.item());
    } else {
      parts(place).add(part, cotangent);
    }
  }

  void add(int place, Part part, double cotangent) {
    parts(place).add(part, cotangent);
  }

  private Parts parts(int place) {
    if (parts == null) {
      parts = new @Nullable Parts[numbers.length];
    }
    Parts own = parts[place];
    if (own == null) {
      own = new Parts();
      parts[place] = own;
    }
    return own;
  }

  /** {@return whether the cotangent at a place is a number, or none} */
  boolean isNumber(int place) {
    return tensors[place] == null && (parts == null || parts[place] == null);
  }

  /** {@return the cotangent at a place where it is a number, 0 for none} */
  double number(int place) {
    return numbers[place];
  }

  /** {@return the cotangent at a place, null for zero; it is needed no more} */
  @Nullable Tensor take(int place) {
    Parts collected = parts == null ? null : parts[place];
    if (parts != null && collected != null) {
      parts[place] = null;
      collected.addTo(place, this);
    }
    RunningSum several = sums == null ? null : sums[place];
    if (sums != null) {
      sums[place] = null;
    }
    Tensor sum = several == null ? tensors[place] : several.sum();
    tensors[place] = null;
    double number = numbers[place];
    if (number == 0) {
      return sum;
    }
    return sum == null ? Tensor.scalar(number) : sum.plus(number);
  }

  /** The parts of one value that have a cotangent. */
  private static final class Parts {
    private final List<Part> parts = new ArrayList<>();
    private final List<Tensor> cotangents = new ArrayList<>();
    private @Nullable Part number;
    private double[] numbers = new double[0];

    void add(Part part, Tensor cotangent) {
      parts.add(part);
      cotangents.add(cotangent);
    }

    void add(Part part, double cotangent) {
      if (number == null) {
        number = part;
        numbers = new double[part.whole().size()];
      }
      part.add(cotangent, numbers);
    }

    void addTo(int place, Cotangents all) {
      if (number != null) {
        all.add(place, Tensor.of(numbers, number.whole().toArray()));
      }
      int start = 0;
      for (int end = 1; end <= parts.size(); end++) {
        if (end == parts.size() || !parts.get(start).isLike(parts.get(end))) {
          all.add(place, Part.join(parts.subList(start, end), cotangents.subList(start, end)));
          start = end;
        }
      }
    }
  }
}
