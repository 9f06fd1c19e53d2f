package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedLossDemoTest {
  private static final WayReport FINE = new WayReport("fine", 1, 1e-12, 1e-10, 1, 1, 1);
  private static final TrainingReport REACHED = new TrainingReport(3, 9e-5, 0.01, "p.png");

  private final NestedLossDemo demo = new NestedLossDemo(Backends.named("mixed"));

  @TempDir Path folder;

  @Test
  void aHundredStepsLowerTheLossAThousandfold() {
    List<Double> losses = new ArrayList<>();
    TrainingReport report = demo.train(folder, 100, 0, new Listener(losses));
    assertEquals(100, report.steps());
    assertEquals(101, losses.size());
    assertEquals(8.645627432351766, losses.get(0), 1e-9);
    assertEquals(losses.get(100), report.loss());
    assertTrue(report.loss() < losses.get(0) / 1000, "loss " + report.loss());
  }

  @Test
  void trainedToItsGoalTheNetworkKnowsTheDerivativeBetweenTheTrainingPoints() {
    TrainingReport report = demo.train(folder, 2000, 0, new Listener());
    assertTrue(report.loss() < 1e-4, "loss " + report.loss());
    assertTrue(report.steps() < 2000, "steps " + report.steps());
    // Before training it is 1.66 at a training point.
    assertTrue(report.maxErrorHeldOut() < 0.02, "error " + report.maxErrorHeldOut());
  }

  @Test
  void theSameSeedGivesTheSameNumbersAndTheSamePicture() throws IOException {
    TrainingReport first = demo.train(folder.resolve("a"), 5, 1, new Listener());
    TrainingReport same = demo.train(folder.resolve("b"), 5, 1, new Listener());
    TrainingReport other = demo.train(folder.resolve("c"), 5, 2, new Listener());
    assertEquals(first.maxErrorHeldOut(), same.maxErrorHeldOut());
    assertArrayEquals(
        Files.readAllBytes(Path.of(first.plot())), Files.readAllBytes(Path.of(same.plot())));
    assertEquals(first.loss(), other.loss());
    assertNotEquals(first.maxErrorHeldOut(), other.maxErrorHeldOut());
  }

  @Test
  void thePictureIsAPngWithInkInItAndNothingIsBesideIt() throws IOException {
    TrainingReport report = demo.train(folder.resolve("new/folder"), 3, 0, new Listener());
    Path picture = Path.of(report.plot());
    try (Stream<Path> files = Files.list(folder.resolve("new/folder"))) {
      assertEquals(List.of(picture), files.toList());
    }
    BufferedImage image = ImageIO.read(picture.toFile());
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertTrue(Arrays.stream(pixels).distinct().count() > 100);
  }

  @Test
  void aNumberOfStepsThatIsNotPositiveIsRefused() {
    Throwable thrown =
        assertThrows(
            IllegalArgumentException.class, () -> demo.train(folder, 0, 0, new Listener()));
    assertEquals("maxSteps must be at least 1, given 0", thrown.getMessage());
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    LuxReference reference = LuxReference.load();
    Training training =
        new Training(Backends.named("reverse"), reference.loss(), reference.at().t());
    Parameters broken = reference.at().ps().map(p -> p.times(Double.NaN));
    Throwable thrown =
        assertThrows(FluxionException.class, () -> training.run(broken, 1e-4, 9, new Listener()));
    assertEquals(
        "training with backend \"reverse\": the loss is NaN after 0 steps", thrown.getMessage());
  }

  @Test
  void aReportComplainsOfWaysThatAreOffAndOfALossNotReached() {
    WayReport off = new WayReport("off", 1, 2e-9, 1e-10, 1, 1, 1);
    WayReport nan = new WayReport("nan", Double.NaN, Double.NaN, 1e-10, 1, 1, 1);
    TrainingReport missed = new TrainingReport(1200, 3e-4, 0.1, "p.png");
    assertEquals(List.of(), new DemoReport(1, 1, List.of(FINE), REACHED).complaints());
    assertEquals(
        List.of(
            "off: relative error 2.0e-09 against the reference, expected at most 1e-10",
            "nan: relative error NaN against the reference, expected at most 1e-10",
            "training: the loss is 3.00e-04 after 1,200 steps, not below 1e-04; allow more steps"),
        new DemoReport(1, 1, List.of(FINE, off, nan), missed).complaints());
  }

  @Test
  void heldOutPointsAreInTheIntervalInOrderAndNotTrainedOn() {
    double[] first = HeldOut.points(1000, Tensor.vector(), 7).toArray();
    assertTrue(DoubleStream.of(first).allMatch(t -> t >= 0 && t < 1));
    double[] sorted = first.clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, first);
    double taken = first[500];
    double[] others = HeldOut.points(1000, Tensor.vector(taken), 7).toArray();
    assertTrue(DoubleStream.of(others).noneMatch(t -> t == taken));
    assertEquals(1000, others.length);
  }

  /** Keeps the losses. */
  private record Listener(List<Double> losses) implements DemoListener {
    Listener() {
      this(new ArrayList<>());
    }

    @Override
    public void measuring(int done, int total, String part) {}

    @Override
    public void training(int steps, double loss) {
      assertEquals(losses.size(), steps);
      losses.add(loss);
    }
  }
}
