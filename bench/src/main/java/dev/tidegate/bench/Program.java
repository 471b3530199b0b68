package dev.tidegate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The Lua programs that engines are compared by; each is a function of a size. */
public enum Program {
  /** Calls. */
  FIB(Kind.WHOLE, 31),
  /** Arithmetic on locals. */
  LOOP(Kind.WHOLE, 400_000),
  /** A large array. */
  SIEVE(Kind.WHOLE, 250_000),
  /** Numbers in fields. */
  NBODY(Kind.WHOLE, 60_000),
  /** Small arrays. */
  FANNKUCH(Kind.WHOLE, 9),
  /** Small tables in great number. */
  BINARYTREES(Kind.WHOLE, 15),
  /** Floating point and small functions. */
  SPECTRALNORM(Kind.WHOLE, 300),
  /** Text and patterns. */
  STRINGS(Kind.WHOLE, 12_000),
  /** The library's sort and one in Lua. */
  SORT(Kind.WHOLE, 60_000),
  /** Metatables and closures. */
  OOP(Kind.WHOLE, 300_000),
  /** Bytes, substrings, tables. */
  JSON_SCAN(Kind.WHOLE, 3_000),
  /** A coroutine is resumed and yields; the size is how often. */
  SWITCH(Kind.SWITCHES, 500_000),
  /** Coroutines are made and resumed twice; the size is how many. */
  CREATE(Kind.SWITCHES, 50_000);

  private final Kind kind;
  private final int size;

  Program(Kind kind, int size) {
    this.kind = kind;
    this.size = size;
  }

  /** The programs whose times are compared as they are. */
  static List<Program> whole() {
    return Arrays.stream(values()).filter(program -> program.kind == Kind.WHOLE).toList();
  }

  /** The programs that tell the time of one step. */
  static List<Program> switches() {
    return Arrays.stream(values()).filter(program -> program.kind == Kind.SWITCHES).toList();
  }

  static Program ofTitle(String title) {
    return Arrays.stream(values())
        .filter(program -> program.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no program " + title));
  }

  /** The name in tables and of the file. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The size at which a run takes some tenths of a second, or that counts the steps. */
  int size() {
    return size;
  }

  /** The text, a chunk that returns the function. */
  public byte[] source() {
    String file = "/programs/" + title() + ".lua";
    try (InputStream stream = Program.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("no file " + file);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  private enum Kind {
    WHOLE,
    SWITCHES
  }
}
