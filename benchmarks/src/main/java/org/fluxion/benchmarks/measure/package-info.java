/** What is measured, what it is compared with, and what the goal is. */
@NullMarked
package org.fluxion.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
