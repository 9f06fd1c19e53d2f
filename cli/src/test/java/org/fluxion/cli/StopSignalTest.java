package org.fluxion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StopSignalTest {
  @TempDir Path folder;

  @Test
  void itIsNotGivenUnlessAsked() {
    try (StopSignal signal = StopSignal.whenInterrupted()) {
      assertFalse(signal.isGiven());
    }
  }

  /** Ending the process is what Ctrl-C does; another JVM is told so, since this one must go on. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there ends without being asked")
  void anInterruptedJobSavesAndGoesOnFromThere() throws Exception {
    Path log = folder.resolve("log");
    Process job = start(log, "--steps=10000");
    await(job, log, "seed-0: step ");
    job.destroy();
    assertTrue(job.waitFor(60, TimeUnit.SECONDS), "still running");
    String said = Files.readString(log);
    assertTrue(said.contains("Stopped after step "), said);
    assertTrue(said.contains("; go on with --resume."), said);
    Path saved = folder.resolve("hnn-10000-steps-seed-0-seed-0.safetensors");
    assertTrue(said.contains("Saved: " + saved), said);
    assertTrue(Files.size(saved) > 0);
    assertFalse(Files.exists(folder.resolve("hnn.html")), "no report of a part");
    assertEquals(143, job.exitValue());
  }

  private Process start(Path log, String steps) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "demo",
            "hnn",
            "--output=" + folder,
            steps)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void await(Process job, Path log, String words) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.readString(log).contains(words)) {
      assertTrue(job.isAlive() && System.nanoTime() < end, Files.readString(log));
      Thread.sleep(50);
    }
  }
}
