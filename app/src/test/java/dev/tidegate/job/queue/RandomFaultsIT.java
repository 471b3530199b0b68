package dev.tidegate.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidegate.job.queue.FaultyNodes.Fault;
import dev.tidegate.job.store.RestartablePostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three nodes on one PostgreSQL take on jobs for some minutes while nodes are killed, frozen and
 * stopped and the database restarts. {@code tidegate.faults.seconds} says for how long, {@code
 * tidegate.faults.seed} what happens in which order.
 */
@Tag("soak")
class RandomFaultsIT {

  private static final Duration DURATION =
      Duration.ofSeconds(Long.getLong("tidegate.faults.seconds", 300));
  private static final long SEED = Long.getLong("tidegate.faults.seed", System.nanoTime());

  private static final int NODES = 3;
  private static final int SUBMITTERS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** After so long a client takes an answer for lost. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private static final Duration BEFORE_SENT_AGAIN = Duration.ofMillis(300);

  private static final int LONGEST_PAUSE_OF_SUBMITTER = 600;
  private static final int SHORTEST_PAUSE_OF_FAULTS = 4_000;
  private static final int LONGEST_PAUSE_OF_FAULTS = 15_000;

  private static final JsonMapper JSON = new JsonMapper();

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, Order> orders = new ConcurrentHashMap<>();
  private final Map<Integer, String> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger lostAnswers = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();

  @TempDir private Path directory;

  /** What a job does. */
  private enum Kind {
    SUM,
    TICKS,
    FAILS
  }

  /**
   * A job that somebody wants.
   *
   * @param keyed whether it is sent again under its key until there is an answer
   */
  private record Order(int number, Kind kind, int ticks, int attempts, boolean keyed) {

    static Order random(int number, Random random) {
      Kind kind =
          switch (random.nextInt(10)) {
            case 0 -> Kind.FAILS;
            case 1, 2, 3, 4 -> Kind.TICKS;
            default -> Kind.SUM;
          };
      // Some last for longer than it takes until a node counts as dead.
      int ticks = random.nextInt(8) == 0 ? 400 : 10 + random.nextInt(150);
      return new Order(number, kind, ticks, 1 + random.nextInt(3), random.nextInt(3) > 0);
    }

    Map<String, ?> job(TickPeer peer) {
      String work =
          switch (kind) {
            case SUM -> "local input = ... return input.job * 2";
            case TICKS -> TickPeer.SCRIPT;
            case FAILS -> "return nil, errors.new { message = 'late', retryable = true }";
          };
      return Map.of(
          "source",
          "for line = 1, 3 do print('line ' .. line) end\n" + work,
          "input",
          Map.of("url", peer.url(), "job", number, "ticks", ticks, "pause", "100ms"),
          "labels",
          Map.of("number", Integer.toString(number)),
          "limits",
          Map.of("memory", "1MiB"),
          "retry",
          Map.of("max_attempts", attempts, "backoff", "500ms"));
    }

    /** What is wrong with how it has ended; empty if nothing is. */
    String fault(JsonNode job) {
      String end = job.path("state").asString();
      String reason = job.path("error").path("reason").asString("");
      boolean right =
          switch (end) {
            case "succeeded" ->
                kind != Kind.FAILS
                    && job.path("result").asInt() == (kind == Kind.SUM ? number * 2 : ticks);
            case "failed" ->
                job.path("attempt").asInt() == attempts
                    && (reason.equals("interrupted")
                        || (kind == Kind.FAILS && reason.equals("script")));
            default -> false;
          };
      return right ? "" : this + " has become " + job;
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void no_job_is_lost_or_runs_twice_at_once_whatever_happens_to_nodes_and_database()
      throws Exception {
    System.out.printf(
        "-Dtidegate.faults.seed=%d -Dtidegate.faults.seconds=%d%n", SEED, DURATION.toSeconds());
    try (TickPeer peer = new TickPeer();
        RestartablePostgres database = new RestartablePostgres(directory);
        FaultyNodes nodes =
            new FaultyNodes(
                database, NODES, "--tidegate.store.readers=2", "--tidegate.drain.grace=10s");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> submitters = new ArrayList<>();
      for (int submitter = 0; submitter < SUBMITTERS; submitter++) {
        Random random = new Random(SEED + 1 + submitter);
        submitters.add(threads.submit(() -> submit(nodes, peer, random)));
      }
      try {
        haveFaults(nodes, submitters);
      } finally {
        over.countDown();
      }
      for (Future<?> submitter : submitters) {
        submitter.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      nodes.recover();
      ServiceProcess node = nodes.any(new Random(SEED));
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> node.jobs("&state=queued").isEmpty() && node.jobs("&state=running").isEmpty());
      judge(node, peer, nodes.faults());
    }
  }

  private void haveFaults(FaultyNodes nodes, List<Future<?>> submitters) throws Exception {
    Random random = new Random(SEED);
    Deque<Fault> deck = new ArrayDeque<>();
    long end = System.nanoTime() + DURATION.toNanos();
    while (System.nanoTime() - end < 0 && submitters.stream().noneMatch(Future::isDone)) {
      if (deck.isEmpty()) {
        List<Fault> faults = new ArrayList<>(Arrays.asList(Fault.values()));
        faults.add(Fault.KILL);
        Collections.shuffle(faults, random);
        deck.addAll(faults);
      }
      Fault fault = deck.remove();
      if (fault != Fault.FREEZE || nodes.canFreeze()) {
        nodes.suffer(fault, random, over);
      }
      FaultyNodes.pause(
          over,
          Duration.ofMillis(
              SHORTEST_PAUSE_OF_FAULTS
                  + random.nextInt(LONGEST_PAUSE_OF_FAULTS - SHORTEST_PAUSE_OF_FAULTS)));
    }
  }

  private Void submit(FaultyNodes nodes, TickPeer peer, Random random) throws Exception {
    while (over.getCount() > 0) {
      Order order = Order.random(numbers.incrementAndGet(), random);
      orders.put(order.number(), order);
      long patience = System.nanoTime() + PATIENCE.toNanos();
      while (!accepted(order, nodes.any(random), peer) && order.keyed()) {
        if (System.nanoTime() - patience > 0) {
          throw new AssertionError("nobody takes " + order);
        }
        FaultyNodes.pause(new CountDownLatch(1), BEFORE_SENT_AGAIN);
      }
      if (order.keyed() && random.nextInt(10) == 0) {
        // As if the answer had not arrived.
        repeated.incrementAndGet();
        accepted(order, nodes.any(random), peer);
      }
      FaultyNodes.pause(over, Duration.ofMillis(random.nextInt(LONGEST_PAUSE_OF_SUBMITTER)));
    }
    return null;
  }

  private boolean accepted(Order order, ServiceProcess node, TickPeer peer) throws Exception {
    HttpResponse<String> answer;
    try {
      Map<String, ?> job = order.job(peer);
      answer =
          order.keyed()
              ? node.answer(job, ANSWER, "Idempotency-Key", "order-" + order.number())
              : node.answer(job, ANSWER);
    } catch (IOException lost) {
      lostAnswers.incrementAndGet();
      return false;
    }
    return switch (answer.statusCode()) {
      case 200, 202 -> {
        String id = JSON.readTree(answer.body()).path("id").asString();
        String before = accepted.putIfAbsent(order.number(), id);
        if (before != null && !before.equals(id)) {
          throw new AssertionError(order + " was accepted as " + before + " and as " + id);
        }
        yield true;
      }
      case 503 -> {
        refusals.incrementAndGet();
        yield false;
      }
      default -> throw new AssertionError(answer.statusCode() + " " + answer.body());
    };
  }

  private void judge(ServiceProcess node, TickPeer peer, Map<Fault, Integer> faults)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    Set<Integer> found = new HashSet<>();
    Map<String, Integer> ends = new HashMap<>();
    int interruptions = 0;
    for (JsonNode item : node.jobs("")) {
      String id = item.path("id").asString();
      JsonNode job = node.job(id);
      int number = Integer.parseInt(job.path("labels").path("number").asString());
      Order order = orders.get(number);
      if (order == null || !found.add(number)) {
        wrong.add("order " + number + " has a second job: " + job);
        continue;
      }
      if (!accepted.getOrDefault(number, id).equals(id)) {
        wrong.add(order + " was accepted as " + accepted.get(number) + " and is " + id);
      }
      String fault = order.fault(job);
      if (!fault.isEmpty()) {
        wrong.add(fault);
      }
      JobHistory history = new JobHistory(job, node.events(id));
      wrong.addAll(history.faults());
      interruptions += history.interruptions();
      ends.merge(
          job.path("state").asString() + " " + job.path("error").path("reason").asString(""),
          1,
          Integer::sum);
    }
    Set<Integer> lost = new HashSet<>(accepted.keySet());
    lost.removeAll(found);
    System.out.printf(
        "%s: %d orders, %d accepted, %d more exist though nobody knew, %d lost; %d answers lost, %d"
            + " refused, %d sent twice; %d attempts interrupted, %d jobs heard of in more than one"
            + " attempt, %d ticks out of turn of %d, longest silence %d ms; ends %s%n",
        faults,
        orders.size(),
        accepted.size(),
        found.stream().filter(number -> !accepted.containsKey(number)).count(),
        lost.size(),
        lostAnswers.get(),
        refusals.get(),
        repeated.get(),
        interruptions,
        peer.jobsTriedAgain().size(),
        peer.outOfTurn().size(),
        peer.count(),
        peer.longestSilence().toMillis(),
        ends);
    assertThat(lost).isEmpty();
    assertThat(wrong).isEmpty();
    // What the operating system stopped on its very way to the socket still goes, and no more.
    assertThat(peer.outOfTurn()).extracting(TickPeer.Tick::connection).doesNotHaveDuplicates();
    // It has been what it is meant to be.
    assertThat(interruptions).isPositive();
    assertThat(peer.jobsTriedAgain()).isNotEmpty();
    assertThat(accepted).hasSizeGreaterThan(SUBMITTERS);
  }
}
