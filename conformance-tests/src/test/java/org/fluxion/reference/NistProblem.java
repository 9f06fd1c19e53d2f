package org.fluxion.reference;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * A data set with a nonlinear model, as its file states it.
 *
 * @param y what was measured
 * @param x where it was, one row of predictors for each observation
 * @param starts two points to begin at
 * @param certified the best parameters, to 11 digits
 * @param certifiedRss the sum of the squares of the residuals there, to 11 digits
 */
record NistProblem(
    String name, Tensor y, Tensor x, List<Tensor> starts, Tensor certified, double certifiedRss) {
  /** Lines before the data, in every file. */
  private static final int HEADER = 60;

  private static final String RSS = "Residual Sum of Squares:";

  static NistProblem read(String name) {
    List<String> lines = Resources.lines("/nist/" + name + ".dat");
    List<String> header = lines.subList(0, HEADER);
    Tensor parameters =
        table(
            header.stream()
                .filter(line -> line.matches(" +b\\d = .*"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList());
    String rss = header.stream().filter(line -> line.startsWith(RSS)).findFirst().orElseThrow();
    Tensor data = table(lines.subList(HEADER, lines.size()));
    Tensor y = column(data, 0);
    return new NistProblem(
        name,
        // This model is of the logarithm.
        name.equals("Nelson") ? y.log() : y,
        data.slice(1, 1, data.shape().get(1)),
        List.of(column(parameters, 0), column(parameters, 1)),
        column(parameters, 2),
        Double.parseDouble(rss.substring(RSS.length())));
  }

  private static Tensor table(List<String> lines) {
    return Tensor.matrix(
        lines.stream()
            .filter(line -> !line.isBlank())
            .map(line -> line.trim().split(" +"))
            .map(row -> Arrays.stream(row).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new));
  }

  private static Tensor column(Tensor table, int index) {
    return table.slice(1, index, index + 1).flatten();
  }

  TensorFunction residuals() {
    BinaryOperator<Tensor> model = NistModels.BY_NAME.get(name);
    return b -> y.minus(model.apply(b, x));
  }

  TensorFunction rss() {
    TensorFunction residuals = residuals();
    return b -> residuals.apply(b).square().sum();
  }
}
