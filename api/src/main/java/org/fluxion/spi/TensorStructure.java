package org.fluxion.spi;

import java.util.List;
import org.fluxion.tensor.Tensor;

/**
 * An immutable value made of tensors that says itself which they are, so that it can be an argument
 * of every operator. Records, lists and maps need not implement it.
 */
public interface TensorStructure {
  /** {@return a name for each tensor, in a fixed order} */
  List<String> paths();

  /** {@return the tensors, in that order} */
  List<Tensor> tensors();

  /** {@return a value of the same type and structure with other tensors, in that order} */
  TensorStructure withTensors(List<Tensor> tensors);
}
