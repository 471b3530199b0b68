package dev.tidegate.websocket;

import dev.tidegate.egress.TargetUrl;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to connections, for metrics and records. Called on threads of the engine and
 * of the transport, several at a time; must be quick and must not block.
 */
public interface ConnectionEvents {

  /** Nobody listens. */
  ConnectionEvents NONE =
      new ConnectionEvents() {
        @Override
        public void connecting(ConnectionIdentity connection) {}

        @Override
        public void abandoned(Abandoned abandoned) {}

        @Override
        public void opened(Opened opened) {}

        @Override
        public void denied(Denied denied) {}

        @Override
        public void limited(Limited limited) {}

        @Override
        public void failed(Failed failed) {}

        @Override
        public void sent(MessageType type, int bytes) {}

        @Override
        public void received(MessageType type, int bytes) {}

        @Override
        public void answered(Answered answered) {}

        @Override
        public void closed(Closed closed) {}
      };

  /** Tells several of what it hears, in their order. */
  static ConnectionEvents all(List<ConnectionEvents> listeners) {
    return new EveryListener(listeners);
  }

  /**
   * The policies allow a connection, and an attempt to make it begins. Each is followed by exactly
   * one {@link #opened} or {@link #abandoned}.
   */
  void connecting(ConnectionIdentity connection);

  /** An attempt has come to nothing; what the script is told of it follows, unless it has ended. */
  void abandoned(Abandoned abandoned);

  /** A connection was made. Each is followed by exactly one {@link #closed}. */
  void opened(Opened opened);

  /** A connection was refused before any byte left for the peer. */
  void denied(Denied denied);

  /** A connection was allowed, but there are too many. */
  void limited(Limited limited);

  /** A connection was allowed and could not be made. */
  void failed(Failed failed);

  /** A data message was handed to the transport; its payload before compression. */
  void sent(MessageType type, int bytes);

  /** A data message was received; its payload after decompression. */
  void received(MessageType type, int bytes);

  /** A ping was answered. */
  void answered(Answered answered);

  /** A connection ended. */
  void closed(Closed closed);

  /**
   * An attempt has come to nothing.
   *
   * @param connection which
   * @param why what it has failed at
   */
  record Abandoned(ConnectionIdentity connection, Why why) {

    /** What an attempt may fail at. */
    public sealed interface Why {

      /** A limit is reached. */
      record Limited(ConnectionLimit limit) implements Why {}

      /** The policies or the rules on addresses don't allow it after all. */
      record Denied() implements Why {}

      /** It could not be made. */
      record Failed(ConnectFailure at) implements Why {}

      /** It was ended by a fault of ours. */
      record Faulty() implements Why {}
    }
  }

  /**
   * A connection was made.
   *
   * @param connection which
   * @param compressed whether permessage-deflate was agreed
   * @param resolve how long the address took
   * @param timings how long the other steps took
   */
  record Opened(
      ConnectionIdentity connection, boolean compressed, Duration resolve, Dialer.Timings timings) {

    /** All steps together. */
    public Duration total() {
      return resolve.plus(timings.connect()).plus(timings.tls()).plus(timings.upgrade());
    }
  }

  /**
   * A connection was refused.
   *
   * @param jobId whose
   * @param actor on whose behalf
   * @param url null where the refusal does not depend on it, or where there is none
   * @param by what refused it
   * @param match the policies or the block of addresses that refuse it; empty where none does and
   *     none allows it either
   * @param reason for operators; scripts must not see it
   * @param number how many attempts of the job have come to nothing, with this one; at least 1
   */
  record Denied(
      String jobId,
      String actor,
      @Nullable TargetUrl url,
      Rule by,
      String match,
      String reason,
      int number) {

    /** What refuses a connection. */
    public enum Rule {
      /** The policy on connections at all. */
      CONNECT_POLICY,
      /** The URL is none, or has no canonical form to be judged by. */
      URL_FORM,
      /** The policy on this URL. */
      URL_POLICY,
      /** The policies on a secret in one of its headers. */
      SECRET_POLICY,
      /** A secret that is allowed, but is not there. */
      SECRET_MISSING,
      /** A secret whose value no header can have. */
      SECRET_UNUSABLE,
      /** A secret would be sent without encryption. */
      SECRET_PLAINTEXT,
      /** The rules on addresses: not a public one. */
      SPECIAL_ADDRESS,
      /** The rules on addresses: a cloud serves credentials there. */
      METADATA_ADDRESS
    }
  }

  /**
   * A connection was refused because there are too many.
   *
   * @param connection which
   * @param by the limit that is reached
   */
  record Limited(ConnectionIdentity connection, ConnectionLimit by) {}

  /**
   * A connection could not be made.
   *
   * @param jobId whose
   * @param actor on whose behalf
   * @param url where to
   * @param at what it has failed at
   * @param cause in a few words, as the script sees it
   * @param detail for operators; the same where there is no more to say
   * @param after how long it was tried
   * @param number how many attempts of the job have come to nothing, with this one; at least 1
   */
  record Failed(
      String jobId,
      String actor,
      TargetUrl url,
      ConnectFailure at,
      String cause,
      String detail,
      Duration after,
      int number) {}

  /**
   * A ping was answered.
   *
   * @param connection which
   * @param roundTrip from the ping's being written to the pong's arrival
   */
  record Answered(ConnectionIdentity connection, Duration roundTrip) {}

  /**
   * A connection ended.
   *
   * @param connection which
   * @param closure how it ended
   * @param open how long it was open
   * @param received what has come
   * @param sent what the script has sent
   */
  record Closed(
      ConnectionIdentity connection,
      Closure closure,
      Duration open,
      Volume received,
      Volume sent) {}
}
