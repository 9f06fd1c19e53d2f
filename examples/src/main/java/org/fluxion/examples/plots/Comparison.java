package org.fluxion.examples.plots;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.fluxion.tensor.Tensor;

/**
 * A learned function of two variables and the true one, to be drawn with their difference.
 *
 * @param name of the function
 * @param learned sizes of x × y
 * @param truth likewise
 * @param xName of the variable from left to right
 * @param x its values
 * @param yName of the variable from the bottom up
 * @param y its values
 */
public record Comparison(
    String name, Tensor learned, Tensor truth, String xName, Tensor x, String yName, Tensor y) {
  private static final Color LOW = new Color(0x1F4E79);
  private static final Color HIGH = new Color(0xC8553D);

  /** {@return three maps side by side, as the content of a PNG file} */
  public byte[] png() {
    double largest = roundedUp(truth);
    Tensor error = learned.minus(truth).abs();
    double worst = roundedUp(error);
    AxisOf across = new AxisOf(xName, x);
    AxisOf up = new AxisOf(yName, y);
    return Charts.png(
        List.of(
            Charts.heatMap(
                "Learned " + name, across, up, learned, -largest, largest, LOW, Color.WHITE, HIGH),
            Charts.heatMap(
                "True " + name, across, up, truth, -largest, largest, LOW, Color.WHITE, HIGH),
            Charts.heatMap(
                String.format(Locale.ROOT, "Error: at most %s", worst),
                across,
                up,
                error,
                0,
                worst,
                Color.WHITE,
                HIGH)));
  }

  /** {@return the largest size of an element, with two digits, as a legend shows it} */
  private static double roundedUp(Tensor values) {
    return new BigDecimal(values.abs().max().item())
        .round(new MathContext(2, RoundingMode.CEILING))
        .doubleValue();
  }
}
