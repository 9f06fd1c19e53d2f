package org.fluxion.examples.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.fluxion.tensor.Tensor;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look of our charts, and how they become a picture. */
public final class Charts {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 460;

  /** Pixels per unit, so that the picture is sharp on dense screens. */
  private static final int SCALE = 2;

  private static final Color TEXT = new Color(0x333B44);
  private static final Color GRID = new Color(0xE3E7EB);

  private Charts() {}

  /** {@return an empty chart of lines and markers, in our look} */
  public static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    look(chart.getStyler());
    chart.getStyler().setMarkerSize(7);
    return chart;
  }

  /**
   * {@return a map of a function of two variables, coloured from the smallest value to the largest}
   *
   * @param x a vector, from left to right
   * @param y a vector, from the bottom up
   * @param values sizes of x × y
   * @param colors from the lowest value to the highest
   */
  public static HeatMapChart heatMap(
      String title, AxisOf x, AxisOf y, Tensor values, double min, double max, Color... colors) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x.title())
            .yAxisTitle(y.title())
            .build();
    look(chart.getStyler());
    chart.getStyler().setShowValue(false).setRangeColors(colors).setPlotContentSize(1);
    chart.getStyler().setMin(min).setMax(max).setHeatMapValueDecimalPattern("0.###");
    chart.getStyler().setPlotGridLinesVisible(false).setXAxisMaxLabelCount(9);
    double[] elements = values.toArray();
    int columns = y.at().size();
    List<Number[]> cells = new ArrayList<>();
    for (int i = 0; i < elements.length; i++) {
      // Drawn by colours between the two ends alone.
      double inside = Math.max(min, Math.min(max, elements[i]));
      cells.add(new Number[] {i / columns, i % columns, inside});
    }
    chart.addSeries(title, x.labels(), y.labels(), cells);
    return chart;
  }

  private static void look(AxesChartStyler style) {
    style.setLocale(Locale.ROOT);
    style.setAxisTitleFont(font(Font.PLAIN, 14)).setAxisTickLabelsFont(font(Font.PLAIN, 12));
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(solid(1));
    style.setAxisTickMarksColor(GRID).setAxisTickLabelsColor(TEXT);
    style.setChartTitleFont(font(Font.BOLD, 15)).setChartTitleBoxVisible(false);
    style.setLegendFont(font(Font.PLAIN, 13)).setLegendBorderColor(GRID);
    style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    style.setChartFontColor(TEXT).setChartPadding(14);
  }

  /** Adds a line through points. */
  public static void line(
      XYChart chart, String name, Tensor x, Tensor y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x.toArray(), y.toArray());
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(stroke);
  }

  /** {@return a line without gaps} */
  public static BasicStroke solid(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** {@return a line with gaps} */
  public static BasicStroke dashed(float width) {
    float[] dash = {7, 5};
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /**
   * {@return the charts side by side, as the content of a PNG file}
   *
   * @throws UncheckedIOException if this Java cannot write such files
   */
  public static byte[] png(List<? extends Chart<?, ?>> charts) {
    BufferedImage image =
        new BufferedImage(
            SCALE * WIDTH * charts.size(), SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    for (Chart<?, ?> chart : charts) {
      chart.paint(graphics, WIDTH, HEIGHT);
      graphics.translate(WIDTH, 0);
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a PNG picture: " + e.getMessage(), e);
    }
    return out.toByteArray();
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
