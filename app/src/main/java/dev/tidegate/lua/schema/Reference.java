package dev.tidegate.lua.schema;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** {@code $ref}, {@code $dynamicRef} and {@code $recursiveRef}: another schema of the document. */
final class Reference implements Keyword {

  private final Kind kind;
  private @Nullable Schema target;
  private @Nullable String anchor;

  Reference(Kind kind) {
    this.kind = kind;
  }

  /** How the schema is found that is meant. */
  enum Kind {
    /** It is always the same. */
    STATIC,
    /** By the anchor's name, in the outermost schema that has it. */
    DYNAMIC,
    /** The outermost schema that allows it. */
    RECURSIVE
  }

  Kind kind() {
    return kind;
  }

  /**
   * Sets what it leads to.
   *
   * @param dynamic the name of the dynamic anchor that it was found by; null when by none
   */
  void resolve(Schema schema, @Nullable String dynamic) {
    target = schema;
    anchor = dynamic;
  }

  @Override
  public boolean holds(Evaluation evaluation, LuaValue value, Marks marks) {
    if (target == null) {
      throw new IllegalStateException("a reference that was not resolved");
    }
    Schema meant =
        switch (kind) {
          case STATIC -> target;
          case DYNAMIC -> anchor == null ? target : evaluation.dynamic(anchor, target);
          case RECURSIVE -> target.resource().isRecursive() ? evaluation.recursive(target) : target;
        };
    return evaluation.check(meant, value, marks);
  }
}
