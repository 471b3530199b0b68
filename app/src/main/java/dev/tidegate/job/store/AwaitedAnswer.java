package dev.tidegate.job.store;

import dev.tidegate.job.JobWitness;
import dev.tidegate.lua.Json;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The answer to a question, as its parts arrive. Parts are added by one thread. */
final class AwaitedAnswer {

  /** A job's last node and its next may both answer; that more do is a fault of theirs. */
  private static final int MOST_NODES = 8;

  private final long number;
  private final CompletableFuture<Optional<Json>> whole = new CompletableFuture<>();
  private final CompletableFuture<Optional<Json>> told;
  private final Map<String, SortedMap<Integer, byte[]>> arrived = new HashMap<>();

  /**
   * Waits for the answer to a question.
   *
   * @param number that of the question
   * @param over called at the end, before anybody is told
   */
  AwaitedAnswer(long number, Consumer<AwaitedAnswer> over) {
    this.number = number;
    told = whole.whenComplete((_, _) -> over.accept(this));
  }

  long number() {
    return number;
  }

  /** Ends without an answer after this time. */
  void waitAtMost(Duration patience) {
    var _ = whole.completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** There will be no answer. */
  void giveUp() {
    whole.complete(Optional.empty());
  }

  CompletionStage<Optional<Json>> stage() {
    return told.copy();
  }

  /**
   * A part has arrived.
   *
   * @param node who answers
   * @param part which, counted from 1
   * @param parts how many there are
   */
  void add(String node, int part, int parts, byte[] bytes) {
    if (part < 1 || part > parts || (arrived.size() >= MOST_NODES && !arrived.containsKey(node))) {
      return;
    }
    SortedMap<Integer, byte[]> ofNode = arrived.computeIfAbsent(node, _ -> new TreeMap<>());
    ofNode.put(part, bytes);
    if (ofNode.values().stream().mapToInt(some -> some.length).sum() > JobWitness.MOST_BYTES) {
      giveUp();
    } else if (ofNode.size() == parts) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      ofNode.values().forEach(all::writeBytes);
      whole.complete(Optional.of(Json.ofUtf8(all.toByteArray())));
    }
  }
}
