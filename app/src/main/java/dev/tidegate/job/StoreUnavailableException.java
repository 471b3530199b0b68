package dev.tidegate.job;

/** The store can't be reached, or can't take more; what was asked of it may be asked again. */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says why, for the log; never what was to be stored. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
