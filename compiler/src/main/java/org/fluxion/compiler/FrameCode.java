package org.fluxion.compiler;

/** A generated class of a program on numbers. */
@FunctionalInterface
interface FrameCode {
  void run(Frame frame);
}
