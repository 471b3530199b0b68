/** Tests that the guides say what the code does. */
@NullMarked
package dev.tidegate.docs;

import org.jspecify.annotations.NullMarked;
