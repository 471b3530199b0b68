package dev.tidegate.api;

import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of the policies.
 *
 * @param actor on whose behalf; null for the one who asks
 * @param action the action
 * @param resource the resource as it was written
 * @param meta what else is to be known about the request
 */
record Question(@Nullable Actor actor, String action, String resource, Metadata meta) {}
