package org.fluxion.tensor;

/**
 * The family of primitives that compute on the elements of their operands, so that a prepared
 * program can run them without making tensors.
 */
public interface Arraywise extends Primitive {
  @Override
  ArrayFunction onArrays(Shape... operands);

  @Override
  default Tensor evaluate(Tensor... operands) {
    double[][] arrays = new double[operands.length][];
    Shape[] shapes = new Shape[operands.length];
    for (int i = 0; i < arrays.length; i++) {
      DenseTensor operand = operands[i].plain();
      arrays[i] = operand.data();
      shapes[i] = operand.shape();
    }
    Shape target = shape(shapes);
    double[] result = new double[target.size()];
    onArrays(shapes).run(arrays, result);
    return DenseTensor.wrap(target, result);
  }
}
