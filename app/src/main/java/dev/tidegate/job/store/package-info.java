/** Where jobs are kept: in a file, or in a database that several nodes share. */
@NullMarked
package dev.tidegate.job.store;

import org.jspecify.annotations.NullMarked;
