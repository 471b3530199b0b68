package dev.tidegate.cli;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What scripts may do.
 *
 * @param dir the directory with the policy files; one of the sets that come with Tidegate is taken
 *     from the program itself where the working directory has no such directory
 * @param strictMode whether an actor whom no policy concerns is refused; switched off, such an
 *     actor may do everything
 */
@ConfigurationProperties("tidegate.policy")
record PolicyProperties(
    @DefaultValue(ShippedPolicies.DEFAULT) String dir, @DefaultValue("true") boolean strictMode) {}
