/** Values that the operator gives jobs by name: from the configuration, and from files. */
@NullMarked
package dev.tidegate.variable;

import org.jspecify.annotations.NullMarked;
