package org.fluxion.examples;

/**
 * How training went.
 *
 * @param steps taken
 * @param loss after them
 * @param maxErrorHeldOut the largest |learned derivative − cos t| over points not trained on
 * @param plot path of the picture
 */
public record TrainingReport(int steps, double loss, double maxErrorHeldOut, String plot) {}
