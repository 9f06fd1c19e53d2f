package org.fluxion.backend.hipparchus;

import static org.fluxion.backend.hipparchus.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.tensor.Tensor;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.MathArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors as numbers of Hipparchus, compared with Hipparchus' own wrapped double. */
class TensorElementTest {
  @ParameterizedTest
  @CsvSource({"0.3, -0.7", "-0.4, 0.2", "0.9, 3.5", "-0.8, -1.3"})
  void computesAsHipparchusDoes(double x, double y) {
    Map<String, TensorElement> own = results(TensorElement.of(x), TensorElement.of(y));
    results(new Binary64(x), new Binary64(y))
        .forEach((name, expected) -> same(name, expected, own.get(name)));
  }

  private static void same(String name, Binary64 expected, TensorElement got) {
    if (Double.isNaN(expected.getReal())) {
      assertEquals(Double.NaN, got.getReal(), name);
    } else {
      assertClose(expected.getReal(), got.getReal(), name);
    }
  }

  private static <T extends CalculusFieldElement<T>> Map<String, T> results(T x, T y) {
    Map<String, T> all = new LinkedHashMap<>();
    all.put("add", x.add(y).add(2.5));
    all.put("subtract", x.subtract(y).subtract(0.5));
    all.put("multiply", x.multiply(y).multiply(3).multiply(0.25));
    all.put("divide", x.divide(y).divide(4.0));
    all.put("negate", x.negate().reciprocal().square());
    all.put("scalb", x.scalb(1060).scalb(-1060).add(y.scalb(-3)));
    all.put("hypot", x.hypot(y));
    all.put("roots", x.abs().sqrt().add(y.cbrt()));
    all.put("powers", x.abs().pow(y).add(y.pow(3)).add(y.abs().pow(1.5)));
    all.put("exponentials", x.exp().add(y.expm1()));
    all.put("logarithms", x.abs().log().add(x.log1p()).add(x.abs().log10()));
    all.put("circular", x.sin().add(y.cos()).add(x.tan()).add(x.sinCos().cos()));
    all.put("arcs", x.asin().add(x.acos()).add(y.atan()).add(y.atan2(x)));
    all.put("hyperbolic", x.sinh().add(y.cosh()).add(y.tanh()).add(x.sinhCosh().sinh()));
    all.put("areas", x.atanh().add(y.asinh()).add(x.asinh()));
    all.put("acosh", y.abs().add(1).acosh());
    all.put("signs", x.copySign(y).add(y.copySign(x)).add(x.copySign(-2.0)));
    all.put("remainder", x.remainder(y).add(y.remainder(0.3)));
    all.put("ofTwo", x.linearCombination(x, y, y, y));
    all.put("ofThree", x.linearCombination(x, y, y, y, x, x));
    all.put("ofFour", x.linearCombination(x, y, y, y, x, x, y, x));
    T[] both = MathArrays.buildArray(x.getField(), 2);
    both[0] = x;
    both[1] = y;
    all.put("ofMany", x.linearCombination(both, both));
    all.put("constants", x.newInstance(7).add(x.getPi()).add(x.getField().getOne()));
    all.put("addendum", x.getAddendum());
    return all;
  }

  @Test
  void plainZerosCostNothingAndAreStrong() {
    TensorElement x = TensorElement.of(3);
    assertEquals(x, x.add(TensorElement.ZERO));
    assertEquals(x, TensorElement.ZERO.add(x));
    assertEquals(x, x.subtract(TensorElement.ZERO));
    assertEquals(TensorElement.ZERO, x.multiply(TensorElement.ZERO));
    TensorElement infinite = new TensorElement(Tensor.scalar(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, infinite.multiply(TensorElement.ZERO).getReal());
    assertEquals(TensorElement.ZERO, TensorElements.INSTANCE.scale(infinite, TensorElement.ZERO));
  }
}
