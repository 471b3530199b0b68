/** What a running job may do: how modules ask the policies, and how scripts do. */
@NullMarked
package dev.tidegate.security;

import org.jspecify.annotations.NullMarked;
