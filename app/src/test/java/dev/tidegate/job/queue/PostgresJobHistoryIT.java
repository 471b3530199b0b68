package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.job.store.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is told of jobs on a server that nodes share. */
class PostgresJobHistoryIT extends JobHistoryContract {

  private final String url = PostgresServer.newDatabase();

  @Override
  List<String> database() {
    return List.of("--spring.datasource.url=" + url, "--tidegate.store.readers=2");
  }

  @Test
  void a_reader_at_another_node_sees_the_whole_job_while_its_first_node_stops() throws Exception {
    ConfigurableApplicationContext one = start();
    String id = submit(one, 2);
    await().atMost(PATIENCE).until(() -> log(one, id, 0).size() == 150);
    ConfigurableApplicationContext other = start();
    Reader events = new Reader(other, "/v1/jobs/" + id + "/events");
    Reader log = new Reader(other, "/v1/jobs/" + id + "/logs?follow");

    one.close();

    List<Event> all = events(events.lines());
    assertHistory(all);
    assertLog(entries(log.lines()));
    for (long known : List.of(1L, 77L, 153L, all.size() - 1L)) {
      assertThat(events(new Reader(other, "/v1/jobs/" + id + "/events", known).lines()))
          .as("resumed after %d", known)
          .isEqualTo(all.subList((int) known, all.size()));
    }
  }

  @Test
  void the_connections_of_a_job_are_told_by_every_node() throws Exception {
    ConfigurableApplicationContext one = start();
    String id = submit(one, 1);
    await().atMost(PATIENCE).until(() -> log(one, id, 0).size() == 150);
    ConfigurableApplicationContext other =
        start("--tidegate.jobs.max-running=0", "--tidegate.api.node-patience=2s");

    JsonNode there =
        await()
            .atMost(PATIENCE)
            .until(
                () -> get(other, "/v1/jobs/" + id + "/connections"),
                answer -> answer.path("complete").asBoolean());

    JsonNode here = get(one, "/v1/jobs/" + id + "/connections");
    assertThat(there.path("items")).hasSize(1);
    for (String field : List.of("id", "url", "opened_at", "sent", "received")) {
      assertThat(there.path("items").path(0).path(field))
          .as(field)
          .isEqualTo(here.path("items").path(0).path(field));
    }
    assertThat(there.at("/items/0/sent/messages").asInt()).isEqualTo(1);
    assertThat(there.path("reason").isNull()).isTrue();
  }
}
