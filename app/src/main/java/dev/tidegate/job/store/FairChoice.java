package dev.tidegate.job.store;

import dev.tidegate.job.JobStore.Room;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Chooses jobs so that actors take turns: whoever has the fewest running is next, and among those
 * with as many whoever comes after the one that was served last. Before all others comes a job that
 * there was no room for before. Looks at no more of the queue than it needs, however long that is.
 */
final class FairChoice {

  /** How many jobs are looked at for each that is wanted, where others don't fit. */
  private static final int LOOKS = 4;

  private static final int MORE_LOOKS = 100;

  private final Source source;
  private final Room room;
  private final @Nullable Candidate awaited;
  private final PriorityQueue<Line> lines =
      new PriorityQueue<>(
          Comparator.comparingInt((Line line) -> line.running).thenComparingInt(line -> line.turn));
  private final int mostOfActor;
  private @Nullable String lastServed;

  /**
   * Makes a choice among the jobs of these actors.
   *
   * @param awaited what comes first, if there is such a job
   * @param actors sorted; those with jobs whose time has come
   * @param running how many each has running
   * @param mostOfActor how many each may have running
   * @param lastServed the actor that was served last, before
   */
  FairChoice(
      Source source,
      Room room,
      @Nullable Candidate awaited,
      List<String> actors,
      Map<String, Integer> running,
      int mostOfActor,
      @Nullable String lastServed) {
    this.source = source;
    this.room = room;
    this.awaited = awaited;
    this.mostOfActor = mostOfActor;
    this.lastServed = lastServed;
    int turn = 0;
    for (String actor : inTurn(actors, lastServed)) {
      int now = running.getOrDefault(actor, 0);
      if (now < mostOfActor) {
        lines.add(new Line(actor, now, turn++));
      }
    }
  }

  /** Where jobs come from. */
  @FunctionalInterface
  interface Source {

    /** For each of these actors the jobs that come next after a position, at most as many each. */
    List<Candidate> next(List<Position> positions, int each);
  }

  /** Chooses at most as many; the room of all of them has been taken. */
  List<Candidate> choose(int most) {
    List<Candidate> chosen = new ArrayList<>();
    if (awaited != null) {
      choose(awaited, chosen);
    }
    int looks = LOOKS * most + MORE_LOOKS;
    while (chosen.size() < most && !lines.isEmpty() && looks > 0) {
      Line line = lines.remove();
      if (line.waiting.isEmpty() && !line.drained) {
        refill(line, most - chosen.size());
      }
      Candidate candidate = line.waiting.poll();
      if (candidate == null) {
        continue;
      }
      looks--;
      if (!isAwaited(candidate) && fits(candidate)) {
        chosen.add(candidate);
        line.running++;
        lastServed = line.actor;
      }
      if (line.running < mostOfActor) {
        lines.add(line);
      }
    }
    return chosen;
  }

  /** The actor that was served last. */
  @Nullable String lastServed() {
    return lastServed;
  }

  /** Chooses what comes first, if its actor may have one more running. */
  private void choose(Candidate first, List<Candidate> chosen) {
    String actor = first.position().actor();
    Optional<Line> found = lines.stream().filter(line -> line.actor.equals(actor)).findAny();
    if (found.isEmpty()) {
      room.awaitNoMore();
    } else if (fits(first)) {
      Line line = found.get();
      lines.remove(line);
      chosen.add(first);
      line.running++;
      lastServed = actor;
      if (line.running < mostOfActor) {
        lines.add(line);
      }
    }
  }

  private boolean isAwaited(Candidate candidate) {
    return awaited != null && awaited.id().equals(candidate.id());
  }

  private boolean fits(Candidate candidate) {
    return room.take(candidate.id(), candidate.memory(), candidate.wallTime());
  }

  /** Fills a line, and with it those that come next, as each time costs a trip to the database. */
  private void refill(Line first, int wanted) {
    Map<String, Line> empty = new HashMap<>();
    empty.put(first.actor, first);
    List<Line> others = new ArrayList<>();
    while (empty.size() < wanted && !lines.isEmpty()) {
      Line line = lines.remove();
      others.add(line);
      if (line.waiting.isEmpty() && !line.drained) {
        empty.put(line.actor, line);
      }
    }
    lines.addAll(others);
    int each = Math.ceilDiv(wanted, empty.size()) + 1;
    Map<String, Integer> found = new HashMap<>();
    List<Position> positions = empty.values().stream().map(line -> line.position).toList();
    for (Candidate candidate : source.next(positions, each)) {
      String actor = candidate.position().actor();
      Line line = empty.get(actor);
      if (line != null) {
        line.waiting.add(candidate);
        line.position = candidate.position();
        found.merge(actor, 1, Integer::sum);
      }
    }
    empty.forEach((actor, line) -> line.drained = found.getOrDefault(actor, 0) < each);
  }

  private static List<String> inTurn(List<String> actors, @Nullable String last) {
    if (last == null) {
      return actors;
    }
    List<String> order = new ArrayList<>(actors.size());
    actors.stream().filter(actor -> actor.compareTo(last) > 0).forEach(order::add);
    actors.stream().filter(actor -> actor.compareTo(last) <= 0).forEach(order::add);
    return order;
  }

  /** The jobs of an actor, as far as they have been looked at. */
  private static final class Line {
    private final String actor;
    private final int turn;
    private final Deque<Candidate> waiting = new ArrayDeque<>();
    private int running;
    private Position position;
    private boolean drained;

    private Line(String actor, int running, int turn) {
      this.actor = actor;
      this.running = running;
      this.turn = turn;
      position = Position.first(actor);
    }
  }
}
