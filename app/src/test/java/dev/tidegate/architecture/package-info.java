/** The rules that the code's structure keeps, as tests. */
@NullMarked
package dev.tidegate.architecture;

import org.jspecify.annotations.NullMarked;
