package dev.tidegate.policy.expression;

/** One evaluation: what it sees, what its loops hold, and how many steps are left. */
final class Run {

  private final Expression.Variables variables;
  private final Object[] slots;
  private long left = Expression.MOST_STEPS;

  Run(Expression.Variables variables, int slots) {
    this.variables = variables;
    this.slots = new Object[slots];
  }

  /** There were too many steps. */
  static final class TooLong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLong() {
      super(null, null, false, false);
    }
  }

  Expression.Variables variables() {
    return variables;
  }

  void step() {
    charge(1);
  }

  void charge(long steps) {
    left -= steps;
    if (left < 0) {
      throw new TooLong();
    }
  }

  Object get(int slot) {
    return slots[slot];
  }

  void set(int slot, Object value) {
    slots[slot] = value;
  }
}
