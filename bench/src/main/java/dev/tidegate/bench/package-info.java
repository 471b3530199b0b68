/** Benchmarks of the parts whose speed the design depends on. */
@NullMarked
package dev.tidegate.bench;

import org.jspecify.annotations.NullMarked;
