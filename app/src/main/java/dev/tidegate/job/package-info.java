/** Jobs: what is submitted, how it is limited and run, and the document that tells how it went. */
@NullMarked
package dev.tidegate.job;

import org.jspecify.annotations.NullMarked;
