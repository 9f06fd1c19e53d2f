package org.fluxion.examples;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fluxion.examples.plots.Charts;
import org.fluxion.tensor.Tensor;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what was learned, how far it is off, and the loss curve, side by side. */
final class TrainingPlot {
  private static final Color TRUTH = new Color(0xF4B942);
  private static final Color LEARNED = new Color(0x1F4E79);
  private static final Color BEFORE = new Color(0x9AA5B1);
  private static final Color GOAL = new Color(0xC8553D);

  private TrainingPlot() {}

  /**
   * {@return the picture, as the content of a PNG file}
   *
   * @param trained the points of the loss
   */
  static byte[] png(TrainingRun run, double goal, Tensor trained, LearnedCurve curve) {
    return Charts.png(List.of(learned(trained, curve), error(trained, curve), loss(run, goal)));
  }

  private static XYChart learned(Tensor trained, LearnedCurve curve) {
    XYChart chart = Charts.chart("Learned derivative (d/dt s(t)²) and cos t", "t", "d/dt s(t)²");
    chart.getStyler().setYAxisDecimalPattern("0.0").setLegendPosition(LegendPosition.InsideSE);
    Charts.line(chart, "before training", curve.t(), curve.before(), BEFORE, Charts.solid(2));
    Charts.line(chart, "cos t", curve.t(), curve.t().cos(), TRUTH, Charts.solid(9));
    Charts.line(chart, "after training", curve.t(), curve.after(), LEARNED, Charts.solid(2));
    markers(chart, "training points", trained, trained.cos(), SeriesMarkers.CIRCLE);
    return chart;
  }

  private static XYChart error(Tensor trained, LearnedCurve curve) {
    XYChart chart =
        Charts.chart(
            String.format(
                Locale.ROOT,
                "Error at %,d points not trained on: at most %.4f",
                curve.t().size(),
                curve.maxError()),
            "t",
            "|d/dt s(t)² − cos t|");
    chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("0.000");
    chart.getStyler().setLegendPosition(LegendPosition.InsideN);
    Charts.line(chart, "after training", curve.t(), curve.error(), LEARNED, Charts.solid(2));
    markers(chart, "training points", trained, trained.times(0), SeriesMarkers.TRIANGLE_UP);
    return chart;
  }

  private static XYChart loss(TrainingRun run, double goal) {
    XYChart chart =
        Charts.chart(
            String.format(Locale.ROOT, "Loss: %.2e after %,d steps", run.loss(), run.steps()),
            "step",
            "‖∇ₜ Σ s² − cos t‖²");
    chart.getStyler().setYAxisLogarithmic(true).setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setYAxisDecimalPattern("0E0");
    Tensor steps = numbers(IntStream.rangeClosed(0, run.steps()).mapToDouble(i -> i).toArray());
    Tensor losses = numbers(run.losses().stream().mapToDouble(Double::doubleValue).toArray());
    Charts.line(chart, "loss", steps, losses, LEARNED, Charts.solid(2));
    // A little longer than the curve. If all steps were equally far apart, the ticks would be at
    // some of them, such as 17, 34, 51; so they are at round numbers.
    Tensor ends = Tensor.vector(0, 1.03 * Math.max(1, run.steps()));
    Charts.line(chart, "goal", ends, Tensor.full(goal, 2), GOAL, Charts.dashed(1.5f));
    return chart;
  }

  private static Tensor numbers(double[] values) {
    return Tensor.of(values, values.length);
  }

  private static void markers(XYChart chart, String name, Tensor x, Tensor y, Marker marker) {
    XYSeries series = chart.addSeries(name, x.toArray(), y.toArray());
    series.setMarker(marker).setMarkerColor(GOAL).setLineStyle(SeriesLines.NONE);
  }
}
