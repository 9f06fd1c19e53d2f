package org.fluxion.examples.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.examples.burgers.Burgers;
import org.fluxion.examples.heat.Heat2d;
import org.fluxion.examples.hnn.Hnn;
import org.fluxion.layers.Dense;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.training.Batches;
import org.fluxion.layers.training.DivergenceException;
import org.fluxion.layers.training.Losses;
import org.fluxion.layers.training.Samples;
import org.fluxion.layers.training.Sgd;
import org.fluxion.layers.training.TrainState;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobRunTest {
  @TempDir Path folder;

  static List<Job<?>> jobs() {
    return List.of(new Hnn(), new Burgers(), new Heat2d());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theSameSeedGivesTheSameNumbersAndAnotherOneOthers(Job<?> job) {
    List<Parameters> once = parameters(train(job, "mixed", 5, 7, false, Long.MAX_VALUE));
    assertEquals(once, parameters(train(job, "mixed", 5, 7, false, Long.MAX_VALUE)));
    assertNotEquals(once, parameters(train(job, "mixed", 5, 8, false, Long.MAX_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void mixedAndReverseTrainAlike(Job<?> job) {
    List<Parameters> mixed = parameters(train(job, "mixed", 5, 1, false, Long.MAX_VALUE));
    List<Parameters> reverse = parameters(train(job, "reverse", 5, 1, false, Long.MAX_VALUE));
    for (int i = 0; i < mixed.size(); i++) {
      Tensor difference = mixed.get(i).flatten().minus(reverse.get(i).flatten());
      assertEquals(0, difference.abs().max().item(), 1e-10);
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aTrainingThatIsTakenUpAgainGivesTheSameBits(Job<?> job) {
    Trained whole = train(job, "mixed", 60, 3, false, Long.MAX_VALUE);
    for (long stop : new long[] {2, 23}) {
      Trained part = train(job, "mixed", 60, 3, false, stop);
      assertTrue(part.isStopped());
      assertEquals(stop, part.steps());
      assertTrue(Files.exists(part.file()), part.toString());
      Trained resumed = train(job, "mixed", 60, 3, true, Long.MAX_VALUE);
      assertFalse(resumed.isStopped());
      assertEquals(whole.steps(), resumed.steps());
      assertEquals(whole.steps() - stop, resumed.stepsNow());
      assertEquals(parameters(whole), parameters(resumed));
    }
  }

  @Test
  void aNewRunForgetsWhatAnOldOneLeft() {
    train(new Burgers(), "mixed", 40, 3, false, Long.MAX_VALUE);
    Trained part = train(new Burgers(), "mixed", 40, 3, false, 1);
    assertEquals(1, part.ends().size());
    assertEquals(39, train(new Burgers(), "mixed", 40, 3, true, Long.MAX_VALUE).stepsNow());
  }

  @Test
  void whereThereIsNothingToResumeTheFileIsNamed() {
    Burgers job = new Burgers();
    FluxionException e =
        assertThrows(FluxionException.class, () -> train(job, "mixed", 9, 4, true, 0));
    assertEquals(
        "burgers: there is nothing to resume, since "
            + folder.resolve("burgers-9-steps-seed-4-adam.safetensors")
            + " does not exist; --steps, --seed and --output must be those of the run that was"
            + " stopped",
        e.getMessage());
  }

  @Test
  void aJobNeedsAStep() {
    Backend backend = Backends.named("mixed");
    FluxionException e =
        assertThrows(FluxionException.class, () -> new JobSettings(backend, 0, 0, folder, false));
    assertEquals("a job needs at least 1 step, given 0", e.getMessage());
  }

  @Test
  void aLossThatIsNotFiniteSaysWhereThatBegan() {
    DivergenceException e =
        assertThrows(
            DivergenceException.class, () -> train(new Line(1e200), "mixed", 9, 0, false, 99));
    assertEquals(
        "training: in step 2 the loss is Infinity; the outputs of all layers are finite, so it comes"
            + " from what the loss does with them",
        e.getMessage());
  }

  @Test
  void theReportShowsFiguresPictureTimesAndCommand() throws Exception {
    ShortRun run = ShortRun.of(new Line(0.1), "reverse", 50, folder);
    JobResult result = run.result();
    assertFalse(result.accepted());
    assertEquals(
        List.of("line: slopeError is 5.00e-01 after 50 steps, not at most 1.0e-03"),
        result.complaints());
    assertEquals("mixed", result.gradientTimes().get(0).backend());
    assertEquals("reverse", result.gradientTimes().get(1).backend());
    for (GradientTime time : result.gradientTimes()) {
      assertTrue(time.prepared() > 0 && time.unprepared() > 0, time.toString());
      assertEquals(0, time.largestDifference(), 1e-12);
    }
    assertEquals(List.of(folder.resolve("line.png").toString()), result.pictures());
    assertEquals("abc", Files.readString(folder.resolve("line.png")));

    String page = Files.readString(Path.of(result.report()));
    assertTrue(page.contains("<h1>A &lt;straight&gt; line</h1>"), page);
    assertTrue(page.contains("src=\"data:image/png;base64,YWJj\""), page);
    assertTrue(page.contains("<td>error &amp; more</td><td class=\"number\">5.00e-01</td>"), page);
    assertTrue(page.contains("<td class=\"failed\">not met</td>"), page);
    assertTrue(page.contains("<td class=\"number\">2.00e+00</td><td class=\"number\"></td>"), page);
    assertTrue(page.contains("Not accepted"), page);
    assertTrue(page.contains("<tr><td>mixed</td>") && page.contains("<tr><td>reverse</td>"), page);
    assertTrue(page.contains("./fluxion demo line --backend=reverse --steps=50 --seed=0"), page);
  }

  private static List<Parameters> parameters(Trained trained) {
    return trained.ends().stream().map(TrainState::ps).toList();
  }

  private <B> Trained train(
      Job<B> job, String spec, long steps, long seed, boolean isToResume, long stopAfter) {
    long[] taken = {0};
    JobSettings settings = new JobSettings(Backends.named(spec), steps, seed, folder, isToResume);
    return new JobRun<>(job, settings)
        .train((stage, progress) -> taken[0]++, () -> taken[0] >= stopAfter);
  }

  /** Learns y = 2x, and finds that it is off. */
  private record Line(double rate) implements Job<Samples> {
    @Override
    public String name() {
      return "line";
    }

    @Override
    public String title() {
      return "A <straight> line";
    }

    @Override
    public String description() {
      return "";
    }

    @Override
    public long fullSteps() {
      return 100;
    }

    @Override
    public List<Stage<Samples>> stages(long seed, long steps) {
      Tensor x = Tensor.matrix(new double[][] {{1}, {2}});
      return List.of(
          Stage.anew(
              "sgd",
              () -> TrainState.start(new Dense(1, 1), new Sgd(rate), new SplittableRandom(seed)),
              Batches.always(new Samples(x, x.times(2))),
              steps));
    }

    @Override
    public Tensor loss(Backend backend, StatefulLayer network, Samples batch) {
      return Losses.mse(network.apply(batch.x()), batch.y());
    }

    @Override
    public Findings findings(Backend backend, List<TrainState> ends) {
      return new Findings(
          List.of(
              Figure.bounded("slopeError", "error & more", 0.5, 1e-3),
              Figure.informing("slope", "slope", 2)),
          List.of(new Picture("line", "A line.", new byte[] {'a', 'b', 'c'})));
    }
  }
}
