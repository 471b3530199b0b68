/** The HTTP API: requests into submissions, job documents and problems into answers. */
@NullMarked
package dev.tidegate.api;

import org.jspecify.annotations.NullMarked;
