/** Who may do what: policies read from YAML with positions, and the decision about one action. */
@NullMarked
package dev.tidegate.policy;

import org.jspecify.annotations.NullMarked;
