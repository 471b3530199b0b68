package dev.tidegate.job.store;

import dev.tidegate.job.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what is wrong with the database from what is wrong with a write. */
final class StoreFault {

  /** The primary codes, which are the lowest eight bits. */
  private static final Set<Integer> SQLITE_UNAVAILABLE =
      Set.of(
          5, // BUSY
          6, // LOCKED
          7, // NOMEM
          8, // READONLY
          9, // INTERRUPT
          10, // IOERR
          11, // CORRUPT
          13, // FULL
          14, // CANTOPEN
          15, // PROTOCOL
          26); // NOTADB

  /** Classes of SQLSTATE: connections, resources, an operator's doing, the system, lost races. */
  private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58", "40", "55", "XX");

  /** A transaction that may not write: the server is a standby. */
  private static final String READ_ONLY = "25006";

  private static final String UNIQUE = "23505";

  private StoreFault() {}

  /** Another attempt at the same may succeed, though none of what was asked is wrong. */
  static boolean unavailable(RuntimeException fault) {
    SQLException cause = cause(fault);
    return cause != null && unavailable(cause);
  }

  /** Somebody else was in the way: a deadlock, a conflict, or the same key at the same time. */
  static boolean lostRace(RuntimeException fault) {
    SQLException cause = cause(fault);
    String state = cause == null ? null : cause.getSQLState();
    return state != null && (state.startsWith("40") || state.equals(UNIQUE));
  }

  /**
   * What a caller is told. Messages of the database may repeat what was to be stored, so they go no
   * further.
   */
  static RuntimeException told(RuntimeException fault) {
    SQLException cause = cause(fault);
    if (cause == null) {
      return fault;
    }
    if (unavailable(cause)) {
      return new StoreUnavailableException("the store of jobs is not available", cause);
    }
    String message = "the store of jobs refused a statement: " + code(cause);
    return wrong(cause)
        ? new IllegalStateException(message, cause)
        : new IllegalStateException(message);
  }

  /** The statement itself is wrong, and the message is only about that. */
  private static boolean wrong(SQLException cause) {
    return cause instanceof SQLiteException sqlite
        ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_ERROR
        : cause.getSQLState() != null && cause.getSQLState().startsWith("42");
  }

  /** What the database, the driver or the pool says, for the log. */
  static String reason(RuntimeException fault) {
    SQLException cause = cause(fault);
    return String.valueOf(cause == null ? fault.getMessage() : cause.getMessage());
  }

  private static boolean unavailable(SQLException cause) {
    if (cause instanceof SQLiteException sqlite) {
      return SQLITE_UNAVAILABLE.contains(sqlite.getResultCode().code & 0xff);
    }
    String state = cause.getSQLState();
    return cause instanceof SQLTransientException
        || cause instanceof SQLRecoverableException
        || cause instanceof SQLNonTransientConnectionException
        || (state != null
            && state.length() == 5
            && (UNAVAILABLE.contains(state.substring(0, 2)) || state.equals(READ_ONLY)))
        // The driver and the pool don't always say why a connection is closed.
        || state == null;
  }

  private static String code(SQLException cause) {
    return cause instanceof SQLiteException sqlite
        ? sqlite.getResultCode().name()
        : "SQLSTATE " + cause.getSQLState();
  }

  /** The one that says most: drivers and frameworks wrap what the database said. */
  private static @Nullable SQLException cause(RuntimeException fault) {
    SQLException best = null;
    for (Throwable at = inTransaction(fault); at != null; at = at.getCause()) {
      if (at instanceof SQLiteException sqlite) {
        return sqlite;
      }
      if (at instanceof SQLException sql
          && (best == null || (best.getSQLState() == null && sql.getSQLState() != null))) {
        best = sql;
      }
    }
    return best;
  }

  /** What went wrong first, where the rollback failed too. */
  private static Throwable inTransaction(RuntimeException fault) {
    Throwable first =
        fault instanceof TransactionSystemException rollback
            ? rollback.getApplicationException()
            : null;
    return first == null ? fault : first;
  }
}
