package org.fluxion.backend.pytorch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A program that libtorch has run, with the way from its inputs to its results.
 *
 * @param inputs by which it can be differentiated
 */
record Followed(Session session, List<Tensor> inputs, List<Tensor> results) {
  List<Tensor> gradients(List<Tensor> of, List<Tensor> along, List<Tensor> by, boolean follow) {
    return session.gradients(of, along, by, follow);
  }
}
