package dev.tidegate.cli;

import dev.tidegate.egress.Cidr;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where scripts may connect to.
 *
 * @param allow blocks of addresses that are allowed besides public ones, such as {@code
 *     10.1.0.0/16}
 */
@ConfigurationProperties("tidegate.egress")
record EgressProperties(@DefaultValue List<Cidr> allow) {}
