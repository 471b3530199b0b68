package dev.tidegate.job.store;

import dev.tidegate.job.JobId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** In what the two databases differ. */
enum Dialect {
  /** One file, one process, one writing connection. */
  SQLITE {
    @Override
    String by(String index) {
      return " indexed by " + index;
    }

    @Override
    String among(String column) {
      return column + " in (select value from json_each(?))";
    }

    @Override
    void among(Binding binding, Collection<JobId> ids) throws SQLException {
      binding.text(
          ids.stream().map(JobId::toString).collect(Collectors.joining("\",\"", "[\"", "\"]")));
    }

    @Override
    void oneClaimAtATime(JdbcTemplate jdbc) {
      // There is one writing connection.
    }

    @Override
    List<Candidate> next(JdbcTemplate jdbc, List<Position> positions, int each) {
      List<Candidate> found = new ArrayList<>();
      for (Position position : positions) {
        found.addAll(
            jdbc.query(
                NEXT_OF_ONE,
                statement ->
                    new Binding(statement)
                        .text(position.actor())
                        .number(position.rank())
                        .number(position.due())
                        .text(position.id())
                        .number(each),
                (row, _) -> Candidate.of(row)));
      }
      return found;
    }

    @Override
    String locked() {
      return "";
    }

    @Override
    String lockedUnlessTaken() {
      return "";
    }
  },

  /** A server, and any number of nodes. */
  POSTGRESQL {
    @Override
    String by(String index) {
      return "";
    }

    @Override
    String among(String column) {
      return column + " = any (?)";
    }

    @Override
    void among(Binding binding, Collection<JobId> ids) throws SQLException {
      var statement = binding.statement();
      statement.setArray(
          binding.next(),
          statement
              .getConnection()
              .createArrayOf("text", ids.stream().map(JobId::toString).toArray()));
    }

    @Override
    void oneClaimAtATime(JdbcTemplate jdbc) {
      jdbc.query(
          CLAIM_LOCK,
          statement -> new Binding(statement).number(CLAIM_LOCK_KEY),
          (RowCallbackHandler) _ -> {});
    }

    @Override
    List<Candidate> next(JdbcTemplate jdbc, List<Position> positions, int each) {
      return jdbc.query(
          NEXT_OF_SEVERAL,
          statement -> {
            var connection = statement.getConnection();
            Binding binding = new Binding(statement);
            statement.setArray(
                binding.next(), connection.createArrayOf("text", of(positions, Position::actor)));
            statement.setArray(
                binding.next(), connection.createArrayOf("int4", of(positions, Position::rank)));
            statement.setArray(
                binding.next(), connection.createArrayOf("int8", of(positions, Position::due)));
            statement.setArray(
                binding.next(), connection.createArrayOf("text", of(positions, Position::id)));
            binding.number(each);
          },
          (row, _) -> Candidate.of(row));
    }

    private static Object[] of(List<Position> positions, Function<Position, Object> part) {
      return positions.stream().map(part).toArray();
    }

    @Override
    String locked() {
      return " for no key update of jobs";
    }

    @Override
    String lockedUnlessTaken() {
      return " for no key update of jobs skip locked";
    }
  };

  static final String NEXT_OF_ONE =
      """
      select id, actor, rank, due_at, memory, limits from jobs indexed by jobs_ready
      where state = 'queued' and ready = 1 and actor = ? and (rank, due_at, id) > (?, ?, ?)
      order by rank, due_at, id limit ?
      """;

  static final String NEXT_OF_SEVERAL =
      """
      select found.id, found.actor, found.rank, found.due_at, found.memory, found.limits
      from unnest(?, ?, ?, ?) as position (actor, rank, due_at, id)
      cross join lateral (
        select * from jobs
        where state = 'queued' and ready = 1 and actor = position.actor collate "C"
          and (rank, due_at, id) > (position.rank, position.due_at, position.id collate "C")
        order by rank, due_at, id limit ?
      ) as found
      """;

  /** Any number that nothing else in this database uses. */
  private static final long CLAIM_LOCK_KEY = 0x7469_6465_6761_7465L;

  /** Who waits longer than this for other nodes comes back later. */
  private static final String CLAIM_LOCK =
      "select set_config('lock_timeout', '2000', true), pg_advisory_xact_lock(?)";

  /** Lets only one node claim jobs until the transaction ends. */
  abstract void oneClaimAtATime(JdbcTemplate jdbc);

  /** For each of these actors the jobs that come next after a position, at most as many each. */
  abstract List<Candidate> next(JdbcTemplate jdbc, List<Position> positions, int each);

  /**
   * After the table's name: the index to use. SQLite knows nothing of how the values are spread and
   * would often take another; PostgreSQL knows better.
   */
  abstract String by(String index);

  /** A condition: the column has one of the ids of a single parameter. */
  abstract String among(String column);

  /** Sets that parameter. */
  abstract void among(Binding binding, Collection<JobId> ids) throws SQLException;

  /** At the end of a query: nobody else changes its rows before the transaction ends. */
  abstract String locked();

  /** The same, leaving out rows that somebody else has locked. */
  abstract String lockedUnlessTaken();

  /** Where the migrations are. */
  String migrations() {
    return "classpath:db/migration/" + name().toLowerCase(Locale.ROOT);
  }
}
