package org.fluxion.benchmarks.pytorch;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.fluxion.benchmarks.products.ProductCase;

/** A product by OpenBLAS, of matrices in its own memory, so that nothing is copied. */
final class OpenBlasProduct {
  private final int n;
  private final int transposeA;
  private final int transposeB;
  private final DoublePointer a;
  private final DoublePointer b;
  private final DoublePointer c;

  OpenBlasProduct(ProductCase product) {
    Loader.load(openblas_nolapack.class);
    openblas_full.openblas_set_num_threads(1);
    n = product.size();
    transposeA = code(product.transposeA());
    transposeB = code(product.transposeB());
    a = new DoublePointer(product.matrix(1));
    b = new DoublePointer(product.matrix(2));
    c = new DoublePointer((long) n * n);
  }

  private static int code(boolean transposed) {
    return transposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
  }

  /** {@return the first element of the product} */
  double run() {
    openblas_nolapack.cblas_dgemm(
        openblas_nolapack.CblasRowMajor, transposeA, transposeB, n, n, n, 1, a, n, b, n, 0, c, n);
    return c.get(0);
  }

  /** Fills what {@link #run} computed. */
  void result(double[] product) {
    c.get(product);
  }
}
