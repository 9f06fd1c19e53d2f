/**
 * Running a job: training, measuring, and a report; a job itself is a {@link
 * org.fluxion.examples.jobs.Job}.
 */
@NullMarked
package org.fluxion.examples.jobs;

import org.jspecify.annotations.NullMarked;
