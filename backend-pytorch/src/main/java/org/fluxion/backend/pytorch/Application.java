package org.fluxion.backend.pytorch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;

/**
 * A primitive of the library applied to native tensors.
 *
 * @param shape of the result
 */
record Application(Primitive primitive, Tensor[] operands, Shape shape) {
  Tensor first() {
    return operands[0];
  }

  Tensor second() {
    return operands[1];
  }

  /** {@return the shape of the result, as libtorch takes it} */
  long[] lengths() {
    return Torch.lengths(shape);
  }

  /** {@return the number in the name of a primitive that has one, as in {@code pow(2.5)}} */
  double number() {
    String name = primitive.name();
    return Double.parseDouble(name.substring(name.indexOf('(') + 1, name.indexOf(')')));
  }

  /** {@return the whole numbers in a name, as in {@code slice(0, 1, 3)} or {@code sum[0, 1]}} */
  long[] numbers() {
    String name = primitive.name();
    int from = Math.max(name.indexOf('('), name.indexOf('[')) + 1;
    int to = name.indexOf(name.charAt(from - 1) == '(' ? ')' : ']');
    String list = name.substring(from, to);
    return list.isEmpty()
        ? new long[0]
        : List.of(list.split(", ")).stream().mapToLong(Long::parseLong).toArray();
  }
}
