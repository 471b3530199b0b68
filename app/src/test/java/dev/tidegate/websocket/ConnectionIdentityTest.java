package dev.tidegate.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionIdentityTest {

  /** So that one whose secret is not allowed any more is ended like one whose URL is not. */
  @Test
  void what_a_connection_needs_includes_its_secrets() {
    ConnectionIdentity identity =
        ConnectionIdentity.of(
                "job",
                new Actor("tester", Set.of()),
                new TargetUrl(TargetUrl.Scheme.WSS, "a.test", 443, "/x", "token=1"),
                Metadata.of(Map.of("job", Map.of("name", "nightly"))))
            .using(List.of(new SecretUse("key", "authorization")));

    assertThat(identity.requests())
        .extracting(request -> request.action() + " " + request.resource())
        .containsExactly(
            "websocket.connect ", "websocket.connect.url wss://a.test/x", "secret.use key");
    assertThat(identity.requests().getLast().meta().values())
        .containsEntry("header", "authorization")
        .containsEntry("url", "wss://a.test/x")
        .containsEntry("host", "a.test")
        .containsEntry("job", Map.of("name", "nightly"));
  }
}
