package org.fluxion.kernels;

/** Kernels in plain Java: what the interface says. */
final class PlainKernels implements Kernels {}
