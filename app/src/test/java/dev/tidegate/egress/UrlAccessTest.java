package dev.tidegate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UrlAccessTest {

  private static final Actor ANN = new Actor("ann", Set.of("app:traders"));
  private static final Metadata JOB = Metadata.of(Map.of("job", Map.of("name", "prices")));

  @Test
  void asks_about_a_url_as_a_job_would_whatever_its_form() {
    AccessRequest request =
        UrlAccess.asked(
            ANN, Actions.WEBSOCKET_CONNECT_URL, "WSS://Api.Example.com:443/a/../b?token=x", JOB);

    assertThat(request.resource()).isEqualTo("wss://api.example.com/b");
    assertThat(request.meta().values())
        .isEqualTo(
            Map.of(
                "scheme", "wss",
                "host", "api.example.com",
                "port", 443L,
                "path", "/b",
                "job", Map.of("name", "prices")));
  }

  @Test
  void does_not_let_other_metadata_pass_for_parts_of_the_url() {
    Metadata lie = Metadata.of(Map.of("host", "good.example.com"));

    assertThat(
            UrlAccess.asked(ANN, Actions.WEBSOCKET_CONNECT_URL, "wss://evil.example.com/", lie)
                .meta()
                .values())
        .containsEntry("host", "evil.example.com");
  }

  @Test
  void leaves_the_resources_of_other_actions_alone() {
    assertThat(UrlAccess.asked(ANN, Actions.ENV_GET, "WSS://X", JOB))
        .isEqualTo(new AccessRequest(ANN, Actions.ENV_GET, "WSS://X", JOB));
  }

  @Test
  void says_why_nobody_could_connect_to_a_resource() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> UrlAccess.asked(ANN, Actions.WEBSOCKET_CONNECT_URL, "https://example.com/", JOB))
        .withMessageStartingWith("the resource of websocket.connect.url is no URL to connect to: ");
  }
}
