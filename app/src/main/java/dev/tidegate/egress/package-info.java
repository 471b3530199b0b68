/**
 * Where a job may connect to: the strict parse of a URL into its canonical form, and the judgement
 * of every address that its host resolves to.
 */
@NullMarked
package dev.tidegate.egress;

import org.jspecify.annotations.NullMarked;
