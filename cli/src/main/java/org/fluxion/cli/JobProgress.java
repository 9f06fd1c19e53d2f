package org.fluxion.cli;

import java.io.PrintWriter;
import org.fluxion.examples.jobs.JobListener;

/** Shows how far a job has come. */
interface JobProgress extends JobListener, AutoCloseable {
  /** {@return a bar on a terminal; lines now and then where the output goes to a file or a pipe} */
  // Main chooses the kind of console that is null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  static JobProgress on(PrintWriter out) {
    return System.console() == null ? new JobLines(out) : new JobBars();
  }

  @Override
  void close();
}
