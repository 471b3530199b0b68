/**
 * The queue of accepted jobs: which node runs which, for how long, and what follows when it dies.
 */
@NullMarked
package dev.tidegate.job.queue;

import org.jspecify.annotations.NullMarked;
