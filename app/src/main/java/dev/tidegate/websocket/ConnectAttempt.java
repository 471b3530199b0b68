package dev.tidegate.websocket;

import dev.tidegate.egress.AddressRefusal;
import dev.tidegate.egress.EgressGuard.Admission;
import dev.tidegate.egress.TargetUrl;
import dev.tidegate.policy.Actor;
import dev.tidegate.websocket.ConnectionEvents.Abandoned;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt, from the look-up to the upgrade, under one deadline. Safe from any thread. */
final class ConnectAttempt {

  /** How an attempt went. */
  sealed interface Result {

    /** There is a connection. */
    record Connected(Dialer.Outcome.Connected made) implements Result {}

    /**
     * An address must not be dialled.
     *
     * @param refusal for operators
     */
    record Refused(AddressRefusal refusal) implements Result {}

    /**
     * No connection.
     *
     * @param at what it has failed at
     * @param cause for the script
     * @param detail for operators
     * @param answer what the server said instead; null when it said nothing
     */
    record Failed(ConnectFailure at, String cause, String detail, @Nullable HttpAnswer answer)
        implements Result {

      Failed(ConnectFailure at, String cause, String detail) {
        this(at, cause, detail, null);
      }
    }
  }

  /** What a script reads where a name has no address, and where an address is not for it. */
  static final String UNREACHABLE = "host unreachable";

  private static final Result TIMED_OUT =
      new Result.Failed(ConnectFailure.TIMEOUT, "timeout", "timeout");
  private static final Result LOOK_UP_TIMED_OUT =
      new Result.Failed(ConnectFailure.DNS, "timeout", "the look-up of the name took too long");
  private static final Result CANCELLED =
      new Result.Failed(ConnectFailure.CANCELLED, "cancelled", "cancelled");

  private sealed interface Stage {
    record Resolving() implements Stage {}

    record Dialling(Dialer.Dial dial) implements Stage {}

    record Cancelled(Closure how) implements Stage {}
  }

  private static final Stage RESOLVING = new Stage.Resolving();

  private final Dialer dialer;
  private final ConnectOptions options;
  private final RequestHeaders headers;
  private final DialRequest.Settings settings;
  private final ConnectionLink link;
  private final long start = System.nanoTime();
  private final AtomicReference<Stage> stage = new AtomicReference<>(RESOLVING);
  private volatile CompletableFuture<Admission> admission = new CompletableFuture<>();
  private final AtomicBoolean abandoned = new AtomicBoolean();
  private final CompletableFuture<Result> result = new CompletableFuture<>();

  ConnectAttempt(
      Dialer dialer,
      ConnectOptions options,
      RequestHeaders headers,
      DialRequest.Settings settings,
      ConnectionLink link) {
    this.dialer = dialer;
    this.options = options;
    this.headers = headers;
    this.settings = settings;
    this.link = link;
  }

  /** How it went; never completes exceptionally but for a fault of ours. */
  CompletionStage<Result> result() {
    return result.copy();
  }

  /** Where to. */
  TargetUrl url() {
    return link.identity().url();
  }

  /** On whose behalf. */
  Actor actor() {
    return link.identity().actor();
  }

  /** What is offered of compression. */
  Compression compression() {
    return settings.compression();
  }

  /** How long it has been going on. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * Gives up; a connection that was made of it is closed. Of several calls the first counts.
   *
   * @return whether this was the first
   */
  boolean cancel(Closure how) {
    Stage cancelled = new Stage.Cancelled(how);
    Stage before = stage.getAndUpdate(now -> now instanceof Stage.Cancelled ? now : cancelled);
    switch (before) {
      case Stage.Resolving _ -> conclude(CANCELLED);
      // What becomes of the dial is the result.
      case Stage.Dialling dialling -> dialling.dial().cancel(how);
      case Stage.Cancelled _ -> {}
    }
    admission.cancel(false);
    return !(before instanceof Stage.Cancelled);
  }

  /** Whether it was given up because the policies do not allow it any more. */
  boolean revoked() {
    return stage.get() instanceof Stage.Cancelled cancelled
        && cancelled.how().initiator() == Closure.Initiator.POLICY;
  }

  void start(Executor resolvers, Supplier<Admission> lookUp, Duration lookUpTimeout) {
    try {
      // Nobody who waits no longer keeps a thread: what is complete before its turn does not run.
      admission = CompletableFuture.supplyAsync(lookUp, resolvers);
    } catch (RejectedExecutionException busy) {
      conclude(
          new Result.Failed(
              ConnectFailure.DNS, UNREACHABLE, "too many look-ups wait for a thread"));
      return;
    }
    Duration dial = options.dialTimeout();
    // The dial has a timer of its own for what is left then.
    Duration patience =
        dial.isPositive() && dial.compareTo(lookUpTimeout) < 0 ? dial : lookUpTimeout;
    admission.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
    var _ =
        admission
            .handle(this::judged)
            .thenCompose(how -> how)
            .whenComplete((how, fault) -> {
              if (fault == null) {
                conclude(how);
              } else {
                abandon(new Abandoned.Why.Faulty());
                result.completeExceptionally(fault);
              }
            });
  }

  /** Gives the place back before the script can ask for another. */
  private void conclude(Result how) {
    switch (how) {
      case Result.Connected _ -> {}
      case Result.Refused _ -> abandon(new Abandoned.Why.Denied());
      case Result.Failed failed -> abandon(new Abandoned.Why.Failed(failed.at()));
    }
    result.complete(how);
  }

  /** Gives the place back, the first time that it is called. From any thread. */
  void abandon(Abandoned.Why why) {
    if (abandoned.compareAndSet(false, true)) {
      link.neverOpened(why);
    }
  }

  private CompletionStage<Result> judged(@Nullable Admission admission, @Nullable Throwable fault) {
    if (admission != null) {
      return admitted(admission);
    }
    return switch (fault) {
      case TimeoutException _ -> CompletableFuture.completedStage(LOOK_UP_TIMED_OUT);
      case CancellationException _ -> CompletableFuture.completedStage(CANCELLED);
      case null, default ->
          CompletableFuture.failedStage(new IllegalStateException("look-up failed", fault));
    };
  }

  private CompletionStage<Result> admitted(Admission admission) {
    return switch (admission) {
      case Admission.Refused refused ->
          CompletableFuture.completedStage(new Result.Refused(refused.refusal()));
      case Admission.Unresolved unresolved ->
          CompletableFuture.completedStage(
              new Result.Failed(ConnectFailure.DNS, UNREACHABLE, unresolved.reason()));
      case Admission.Permitted permitted -> dial(permitted);
    };
  }

  private CompletionStage<Result> dial(Admission.Permitted permitted) {
    Duration resolve = age();
    Duration left = options.dialTimeout();
    if (left.isPositive()) {
      left = left.minus(resolve);
      if (!left.isPositive()) {
        return CompletableFuture.completedStage(TIMED_OUT);
      }
    }
    if (stage.get() instanceof Stage.Cancelled) {
      return CompletableFuture.completedStage(CANCELLED);
    }
    link.resolved(resolve);
    DialRequest request =
        new DialRequest(
            url(),
            permitted.addresses(),
            headers,
            options.protocols(),
            left,
            settings,
            permitted.proxy());
    Dialer.Dial dial = dialer.dial(request, link);
    if (!stage.compareAndSet(RESOLVING, new Stage.Dialling(dial))
        && stage.get() instanceof Stage.Cancelled cancelled) {
      dial.cancel(cancelled.how());
    }
    return dial.outcome()
        .thenApply(outcome ->
            switch (outcome) {
              case Dialer.Outcome.Connected connected -> new Result.Connected(connected);
              case Dialer.Outcome.Failed failed ->
                  new Result.Failed(failed.at(), failed.cause(), failed.detail(), failed.answer());
            });
  }
}
