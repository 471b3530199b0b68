/** Tests of policies: cases that stand beside them, and what became of each. */
@NullMarked
package dev.tidegate.policy.trial;

import org.jspecify.annotations.NullMarked;
