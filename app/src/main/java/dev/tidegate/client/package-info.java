/** The commands that talk to a running service: submit, jobs, logs, cancel, delete. */
@NullMarked
package dev.tidegate.client;

import org.jspecify.annotations.NullMarked;
