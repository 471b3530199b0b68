package dev.tidegate.lua.module.time;

/** A piece of a layout. */
sealed interface Element permits Element.Literal, Element.Fraction, Field {

  /** How it is written in the layout. */
  String text();

  /** Text that stands for itself. */
  record Literal(String text) implements Element {}

  /**
   * A fraction of the second, such as {@code .000} or {@code ,999}.
   *
   * @param trimmed whether zeros at its end are left out, as it is with nines
   */
  record Fraction(String text, boolean trimmed) implements Element {

    char separator() {
      return text.charAt(0);
    }

    /** How many digits it shows; there are nine. */
    int digits() {
      return text.length() - 1;
    }
  }
}
