package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.JobWitness;
import dev.tidegate.websocket.Volume;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JobConnectionsTest {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource({
    "0, 20, true",
    "3, 20, true",
    "1, 262000, false",
    "5000, 20, false",
    "50, 8000, false"
  })
  void a_node_tells_another_as_many_as_there_is_room_for(int count, int path, boolean complete) {
    List<JobConnections.Item> all =
        Collections.nCopies(count, item("ws://peer/" + "ä".repeat(path)));

    JobConnections.Document document = JobConnections.Document.limited(all, JSON);

    assertThat(document.complete()).isEqualTo(complete);
    assertThat(document.reason()).isEqualTo(complete ? null : JobConnections.Reason.TOO_MANY);
    assertThat(document.items().size() == count).isEqualTo(complete);
    int bytes = JSON.writeValueAsBytes(document).length;
    assertThat(bytes).isLessThanOrEqualTo(JobWitness.MOST_BYTES);
    if (!complete) {
      assertThat(bytes + JSON.writeValueAsBytes(all.getFirst()).length + 101)
          .as("there is no room for one more")
          .isGreaterThan(JobWitness.MOST_BYTES);
    }
  }

  private static JobConnections.Item item(String url) {
    Volume volume = new Volume(Long.MAX_VALUE, Long.MAX_VALUE);
    return new JobConnections.Item(
        new UUID(1, 2), url, null, true, Instant.EPOCH, 1, volume, volume, volume, 0.5);
  }
}
