package dev.tidegate.websocket.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.Json;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.websocket.Closure;
import dev.tidegate.websocket.ConnectionEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts against a peer that does all that the RFCs forbid, and what they allow and few expect:
 * tables of numbered cases, each with what the peer and what the script must see. Everything
 * between a script and the wire is the real thing.
 */
@Timeout(60)
class MisbehavingPeerTest {

  /** What is longer is not worth a system call for each byte. */
  private static final int MOST_SINGLE_BYTES = 200;

  private static final Pattern FAULT = Pattern.compile("close (1002|1007|1009) .*, end");

  @RegisterExtension static final QuietLog LOG = new QuietLog();

  private static LuaHarness lua;

  @BeforeAll
  static void startEngine() throws Exception {
    lua = new LuaHarness();
  }

  @AfterAll
  static void closeEngine() {
    lua.close();
  }

  static final List<PeerCase> CASES =
      Stream.of(
              TextCases.all(),
              FrameCases.all(),
              CloseCases.all(),
              HandshakeCases.all(),
              DeflateCases.all(),
              LimitCases.all())
          .flatMap(List::stream)
          .toList();

  static Stream<PeerCase> casesOfFewBytes() {
    return CASES.stream()
        .filter(one -> one.pieces().length > 0 && one.pieces().length <= MOST_SINGLE_BYTES);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CASES")
  void peer_and_script_see_what_is_due(PeerCase one) throws Exception {
    meet(one, one.peer());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("casesOfFewBytes")
  void the_same_is_seen_where_the_bytes_come_one_at_a_time(PeerCase one) throws Exception {
    meet(
        one,
        session -> {
          session.upgrade(one.agreement());
          for (byte b : one.pieces()) {
            if (!session.trySend(new byte[] {b})) {
              break;
            }
          }
          return PeerCase.watch(session, one.peerSees());
        });
  }

  @Test
  void every_case_has_a_number_of_its_own() {
    Set<Integer> numbers = new HashSet<>();
    assertThat(CASES)
        .allSatisfy(one -> assertThat(numbers.add(one.number())).as(one.toString()).isTrue());
  }

  private static void meet(PeerCase one, PeerCase.Peer behaviour) throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (RawPeer peer = new RawPeer(session -> seen.complete(behaviour.run(session)))) {
      TestEngine.TestRun run = lua.start(peer.port(), one.source());
      assertThat(run.outcome())
          .as("what the script sees")
          .isEqualTo(new Outcome.Succeeded(Json.of('"' + one.scriptSees() + '"')));
      peer.finish();
      assertThat(seen.get(1, TimeUnit.SECONDS)).as("what the peer sees").isEqualTo(one.peerSees());
      assertThat(operatorsSee()).as("what operators see").startsWith(blame(one));
      assertThat(peer.hasAnother()).as("a second connection").isFalse();
    }
  }

  /** How the newest connection ended. */
  private static String operatorsSee() {
    List<ConnectionEvents.Closed> ends = lua.events(ConnectionEvents.Closed.class);
    if (ends.isEmpty()) {
      return "";
    }
    Closure closure = ends.getLast().closure();
    return closure.initiator() + " " + closure.code();
  }

  /** Who is to blame, where the client has ended the connection. */
  private static String blame(PeerCase one) {
    Matcher close = FAULT.matcher(one.peerSees());
    return !close.matches()
        ? ""
        : (close.group(1).equals("1009") ? "LIMIT " : "FAULT ") + close.group(1);
  }
}
