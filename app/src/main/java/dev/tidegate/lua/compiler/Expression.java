package dev.tidegate.lua.compiler;

/** What is known of an expression while the code for it is being made ({@code expdesc}). */
final class Expression {

  /** Where the value is, or what it takes to have it. */
  enum Kind {
    /** There is none. */
    VOID,
    NIL,
    TRUE,
    FALSE,
    /** {@link #info} is the constant's index. */
    CONSTANT,
    /** {@link #number} is the value. */
    NUMERAL,
    /** {@link #info} is the register. */
    REGISTER,
    /** {@link #info} is the variable's register. */
    LOCAL,
    /** {@link #info} is the index of the captured variable. */
    UPVALUE,
    /** {@link #table} is the register or captured variable, {@link #key} a register or constant. */
    INDEXED,
    /** {@link #info} is the jump that is taken when it is true. */
    JUMP,
    /** {@link #info} is the instruction, whose target is still open. */
    OPEN,
    /** {@link #info} is the instruction that calls. */
    CALL,
    /** {@link #info} is the instruction that gives "...". */
    VARARG
  }

  Kind kind;
  int info;
  double number;
  int table;
  int key;

  /** Whether {@link #table} is a captured variable. */
  boolean ofUpvalue;

  /** Jumps to where it is true, or {@link FunctionCode#NO_JUMP}. */
  int whenTrue = FunctionCode.NO_JUMP;

  /** Jumps to where it is false, or {@link FunctionCode#NO_JUMP}. */
  int whenFalse = FunctionCode.NO_JUMP;

  Expression() {
    this(Kind.VOID, 0);
  }

  Expression(Kind kind, int info) {
    this.kind = kind;
    this.info = info;
  }

  void set(Kind kind, int info) {
    this.kind = kind;
    this.info = info;
    whenTrue = FunctionCode.NO_JUMP;
    whenFalse = FunctionCode.NO_JUMP;
  }

  void set(Expression other) {
    kind = other.kind;
    info = other.info;
    number = other.number;
    table = other.table;
    key = other.key;
    ofUpvalue = other.ofUpvalue;
    whenTrue = other.whenTrue;
    whenFalse = other.whenFalse;
  }

  boolean hasJumps() {
    return whenTrue != whenFalse;
  }

  /** Whether it may give any number of values. */
  boolean isMultiple() {
    return kind == Kind.CALL || kind == Kind.VARARG;
  }

  /** Whether it can be assigned to. */
  boolean isVariable() {
    return kind == Kind.LOCAL || kind == Kind.UPVALUE || kind == Kind.INDEXED;
  }

  /** Whether it is a number that is known now. */
  boolean isNumeral() {
    return kind == Kind.NUMERAL
        && whenTrue == FunctionCode.NO_JUMP
        && whenFalse == FunctionCode.NO_JUMP;
  }
}
