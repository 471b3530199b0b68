/** The command line: {@code serve}, {@code run} and {@code echo}. */
@NullMarked
package dev.tidegate.cli;

import org.jspecify.annotations.NullMarked;
