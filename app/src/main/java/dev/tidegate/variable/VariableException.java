package dev.tidegate.variable;

/** Variables that can't be used; the message names what is wrong with which, and shows no value. */
public final class VariableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  VariableException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
