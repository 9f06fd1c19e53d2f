package org.fluxion.reference;

import java.util.Scanner;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Numbers separated by white space, taken one after the other. */
final class NumberReader {
  private final Scanner scanner;

  NumberReader(String resource) {
    scanner = new Scanner(Resources.text(resource));
  }

  int integer() {
    return Integer.parseInt(scanner.next());
  }

  double number() {
    return Double.parseDouble(scanner.next());
  }

  Tensor tensor(int... shape) {
    double[] data = new double[Shape.of(shape).size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = number();
    }
    return Tensor.of(data, shape);
  }
}
