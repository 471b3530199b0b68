/** Tests of what Tidegate is deployed with: the Helm chart, and the file of Docker Compose. */
@NullMarked
package dev.tidegate.deploy;

import org.jspecify.annotations.NullMarked;
