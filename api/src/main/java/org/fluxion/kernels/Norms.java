package org.fluxion.kernels;

/** Euclidean norms that neither overflow nor underflow. */
final class Norms {
  /** Between these bounds of the sum of squares no square that counts was rounded off. */
  private static final double SAFE_FROM = 0x1p-900;

  private static final double SAFE_TO = 0x1p1000;

  private Norms() {}

  static double norm(Kernels kernels, double[] x, int offset, int length) {
    double squares = kernels.dot(x, offset, x, offset, length);
    return squares > SAFE_FROM && squares < SAFE_TO
        ? Math.sqrt(squares)
        : scaled(x, offset, length);
  }

  private static double scaled(double[] x, int offset, int length) {
    double largest = 0;
    for (int i = offset; i < offset + length; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
      return largest;
    }
    // A power of two, so that scaling rounds nothing but what is too small to count.
    int exponent = Math.getExponent(largest);
    double squares = 0;
    for (int i = offset; i < offset + length; i++) {
      double unit = Math.scalb(x[i], -exponent);
      squares += unit * unit;
    }
    return Math.scalb(Math.sqrt(squares), exponent);
  }
}
