/** What requests cost: running a script within one, and jobs that are kept. */
@NullMarked
package dev.tidegate.bench.http;

import org.jspecify.annotations.NullMarked;
