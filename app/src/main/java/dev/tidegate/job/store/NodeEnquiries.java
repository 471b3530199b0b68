package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import dev.tidegate.job.JobWitness;
import dev.tidegate.lua.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Asks and answers by the server's {@code NOTIFY}: all nodes hear each question, and the one that
 * runs the job answers. So nodes need not know each other's addresses nor be able to reach each
 * other, nothing is written to a table that somebody would have to clean up, and a node that knows
 * nothing of this just does not answer. What gets lost is not repeated: the answer is about a
 * moment, and whoever asked can ask again.
 *
 * <p>One question about a job is under way at a time, and whoever asks meanwhile gets the same
 * answer. Questions and answers leave one after the other; what does not find room is given up.
 */
final class NodeEnquiries implements Enquiries {

  /** The channel of the server. */
  static final String CHANNEL = "tidegate_enquiries";

  private static final Logger LOG = LoggerFactory.getLogger(NodeEnquiries.class);

  /** A loss does no harm, so that nobody waits for the disk on account of this. */
  private static final String NOTIFY =
      "select set_config('synchronous_commit', 'off', true), pg_notify('" + CHANNEL + "', ?)";

  private static final String QUESTION = "?";
  private static final String ANSWER = "!";

  /** Bytes of an answer in one message, which must be shorter than 8,000 bytes as a whole. */
  private static final int PART_BYTES = 5_400;

  /** Questions of this node that are not answered yet. */
  private static final int MOST_OPEN = 64;

  /** Questions and answers that wait to be sent. */
  private static final int MOST_WAITING = 256;

  private final String self = UUID.randomUUID().toString();
  private final Consumer<String> others;
  private final Supplier<JobWitness> witness;
  private final Map<JobId, AwaitedAnswer> asked = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final ThreadPoolExecutor sender;

  /**
   * Makes one.
   *
   * @param others brings a message of less than 8,000 bytes of ASCII to all nodes; may block
   * @param witness asked when the first question comes
   */
  NodeEnquiries(Consumer<String> others, Supplier<JobWitness> witness) {
    this.others = others;
    this.witness = witness;
    sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("job-enquiries").factory());
  }

  static NodeEnquiries over(DataSource source, Supplier<JobWitness> witness) {
    JdbcTemplate jdbc = new JdbcTemplate(source);
    return new NodeEnquiries(
        message ->
            jdbc.query(
                NOTIFY,
                statement -> new Binding(statement).text(message),
                (RowCallbackHandler) _ -> {}),
        witness);
  }

  @Override
  public CompletionStage<Optional<Json>> ask(JobId id, Duration patience) {
    if (asked.size() >= MOST_OPEN && !asked.containsKey(id)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    AwaitedAnswer mine =
        new AwaitedAnswer(numbers.incrementAndGet(), answer -> asked.remove(id, answer));
    AwaitedAnswer others = asked.putIfAbsent(id, mine);
    if (others != null) {
      return others.stage();
    }
    mine.waitAtMost(patience);
    send(
        () ->
            List.of(String.join(" ", QUESTION, self, Long.toString(mine.number()), id.toString())),
        mine::giveUp);
    return mine.stage();
  }

  @Override
  public void hear(String message) {
    List<String> parts = List.of(message.split(" "));
    try {
      if (parts.size() == 4 && parts.getFirst().equals(QUESTION)) {
        question(parts.get(1), parts.get(2), JobTable.id(parts.get(3)));
      } else if (parts.size() == 8 && parts.getFirst().equals(ANSWER)) {
        answer(parts);
      }
    } catch (IllegalArgumentException fault) {
      LOG.warn("Somebody who is no node asks or answers other nodes", fault);
    }
  }

  private void question(String asker, String number, JobId id) {
    if (!asker.equals(self)) {
      send(
          () ->
              witness.get().tell(id).map(json -> answer(asker, number, id, json)).orElse(List.of()),
          () -> {});
    }
  }

  private List<String> answer(String asker, String number, JobId id, Json json) {
    byte[] bytes = json.utf8();
    if (bytes.length > JobWitness.MOST_BYTES) {
      LOG.warn("Of {} bytes about job {} nothing is told to other nodes", bytes.length, id);
      return List.of();
    }
    int parts = Math.max(1, Math.ceilDiv(bytes.length, PART_BYTES));
    return IntStream.range(0, parts)
        .mapToObj(part ->
            String.join(
                " ",
                ANSWER,
                asker,
                number,
                id.toString(),
                self,
                Integer.toString(part + 1),
                Integer.toString(parts),
                Base64.getEncoder()
                    .encodeToString(
                        Arrays.copyOfRange(
                            bytes,
                            part * PART_BYTES,
                            Math.min((part + 1) * PART_BYTES, bytes.length)))))
        .toList();
  }

  private void answer(List<String> message) {
    if (!message.get(1).equals(self)) {
      return;
    }
    AwaitedAnswer awaited = asked.get(JobTable.id(message.get(3)));
    if (awaited != null && awaited.number() == Long.parseLong(message.get(2))) {
      awaited.add(
          message.get(4),
          Integer.parseInt(message.get(5)),
          Integer.parseInt(message.get(6)),
          Base64.getDecoder().decode(message.get(7)));
    }
  }

  /** Has messages made and sent, when those before it have been. */
  private void send(Supplier<List<String>> messages, Runnable orElse) {
    try {
      sender.execute(() -> {
        try {
          messages.get().forEach(others);
        } catch (DataAccessException fault) {
          LOG.debug("Other nodes could not be asked or answered", fault);
          orElse.run();
        }
      });
    } catch (RejectedExecutionException _) {
      // As many wait as may, or the node is being stopped.
      orElse.run();
    }
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    sender.getQueue().clear();
    sender.shutdown();
    asked.values().forEach(AwaitedAnswer::giveUp);
  }
}
