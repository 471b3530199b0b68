/** Tests of what Tidegate is deployed with: the Helm chart. */
@NullMarked
package dev.tidegate.deploy;

import org.jspecify.annotations.NullMarked;
