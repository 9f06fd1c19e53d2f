package org.fluxion.examples.jobs;

/**
 * A picture of what was learned.
 *
 * @param name of its file, without the ending
 * @param caption what it shows, in a sentence
 * @param png the content of the file; not copied
 */
public record Picture(String name, String caption, byte[] png) {}
