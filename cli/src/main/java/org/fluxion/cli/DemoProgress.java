package org.fluxion.cli;

import java.io.PrintWriter;
import org.fluxion.examples.DemoListener;

/** Shows how far the demonstration has come. */
interface DemoProgress extends DemoListener, AutoCloseable {
  /** {@return a bar on a terminal; lines now and then where the output goes to a file or a pipe} */
  // Main chooses the kind of console that is null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  static DemoProgress on(PrintWriter out) {
    return System.console() == null ? new ProgressLines(out) : new ProgressBars();
  }

  @Override
  void close();
}
