package org.fluxion.examples.hnn;

import java.awt.Color;
import java.util.List;
import org.fluxion.examples.plots.Charts;
import org.fluxion.tensor.Tensor;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws orbits and their errors, side by side. */
final class OrbitPlot {
  private static final Color TRUTH = new Color(0xF4B942);
  private static final List<Color> LEARNED =
      List.of(new Color(0x1F4E79), new Color(0xC8553D), new Color(0x5B8C5A));

  private OrbitPlot() {}

  static byte[] png(Tensor times, Tensor truth, List<Tensor> orbits) {
    XYChart plane = Charts.chart("One period of the spring", "q", "p");
    XYChart error = Charts.chart("Distance from the truth", "t", "distance");
    plane.getStyler().setXAxisDecimalPattern("0.0").setYAxisDecimalPattern("0.0");
    plane.getStyler().setLegendPosition(LegendPosition.OutsideE);
    error.getStyler().setYAxisDecimalPattern("0.0000").setXAxisDecimalPattern("0.00");
    error.getStyler().setYAxisMin(0.0);
    error.getStyler().setLegendPosition(LegendPosition.InsideNW);
    Charts.line(plane, "truth", column(truth, 0), column(truth, 1), TRUTH, Charts.solid(9));
    for (int i = 0; i < orbits.size(); i++) {
      Tensor orbit = orbits.get(i);
      String name = "network " + (i + 1);
      Color color = LEARNED.get(i % LEARNED.size());
      Charts.line(plane, name, column(orbit, 0), column(orbit, 1), color, Charts.solid(2));
      Charts.line(error, name, times, Hnn.distances(orbit, truth), color, Charts.solid(2));
    }
    return Charts.png(List.of(plane, error));
  }

  private static Tensor column(Tensor matrix, int column) {
    return matrix.slice(1, column, column + 1).flatten();
  }
}
