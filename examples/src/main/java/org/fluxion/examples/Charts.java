package org.fluxion.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;

/** The look of our charts, and how they become a picture. */
final class Charts {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 460;

  /** Pixels per unit, so that the picture is sharp on dense screens. */
  private static final int SCALE = 2;

  private static final Color TEXT = new Color(0x333B44);
  private static final Color GRID = new Color(0xE3E7EB);

  private Charts() {}

  static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    XYStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setAxisTitleFont(font(Font.PLAIN, 14)).setAxisTickLabelsFont(font(Font.PLAIN, 12));
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(solid(1));
    style.setAxisTickMarksColor(GRID).setAxisTickLabelsColor(TEXT);
    style.setChartTitleFont(font(Font.BOLD, 15)).setChartTitleBoxVisible(false);
    style.setLegendFont(font(Font.PLAIN, 13)).setLegendBorderColor(GRID);
    style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    style.setChartFontColor(TEXT).setChartPadding(14).setMarkerSize(7);
    return chart;
  }

  static BasicStroke solid(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  static BasicStroke dashed(float width) {
    float[] dash = {7, 5};
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /** {@return the charts side by side, as the content of a PNG file} */
  static byte[] png(List<XYChart> charts) {
    BufferedImage image =
        new BufferedImage(
            SCALE * WIDTH * charts.size(), SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    for (XYChart chart : charts) {
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
