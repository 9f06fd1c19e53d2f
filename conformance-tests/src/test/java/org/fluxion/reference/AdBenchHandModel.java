package org.fluxion.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fluxion.tensor.Tensor;

/**
 * A hand: bones, and a skin of vertices that each follow several bones.
 *
 * @param parents of the bones; −1 for the root, which comes first
 * @param baseRelative bones × 4 × 4, to the parent
 * @param inverseBaseAbsolute bones × 4 × 4
 * @param vertices vertices × 4, homogeneous
 * @param weights vertices × bones
 * @param triangles each of three vertices
 */
record AdBenchHandModel(
    int[] parents,
    Tensor baseRelative,
    Tensor inverseBaseAbsolute,
    Tensor vertices,
    Tensor weights,
    int[][] triangles) {

  /** Where the list of bone and weight begins in the line of a vertex, behind their number. */
  private static final int SKIN = 9;

  static AdBenchHandModel read() {
    List<String[]> bones = fields("bones");
    List<String[]> vertices = fields("vertices");
    return new AdBenchHandModel(
        bones.stream().mapToInt(bone -> Integer.parseInt(bone[1])).toArray(),
        matrices(bones, 2),
        matrices(bones, 18),
        Tensor.stack(0, vertices.stream().map(AdBenchHandModel::position).toList()),
        Tensor.stack(0, vertices.stream().map(v -> skin(v, bones.size())).toList()),
        fields("triangles").stream()
            .map(t -> Stream.of(t).mapToInt(Integer::parseInt).toArray())
            .toArray(int[][]::new));
  }

  private static List<String[]> fields(String name) {
    return Resources.lines("/adbench/hand/model/" + name + ".txt").stream()
        .map(line -> line.split(":", -1))
        .toList();
  }

  private static Tensor matrices(List<String[]> bones, int from) {
    double[] data =
        bones.stream()
            .flatMap(bone -> Arrays.stream(bone, from, from + 16))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return Tensor.of(data, bones.size(), 4, 4);
  }

  private static Tensor position(String[] vertex) {
    double[] xyz = Arrays.stream(vertex, 0, 3).mapToDouble(Double::parseDouble).toArray();
    return Tensor.vector(xyz[0], xyz[1], xyz[2], 1);
  }

  private static Tensor skin(String[] vertex, int bones) {
    double[] weights = new double[bones];
    for (int i = SKIN; i < vertex.length; i += 2) {
      weights[Integer.parseInt(vertex[i])] += Double.parseDouble(vertex[i + 1]);
    }
    return Tensor.vector(weights);
  }
}
