package dev.tidegate.lua.task;

import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;

/** What a task waits for, and what that keeps alive. */
interface Waiting extends Traced {

  /** For somebody outside the job to answer. */
  Waiting CALL =
      new Waiting() {
        @Override
        public String words() {
          return "call";
        }

        @Override
        public void trace(Tracer tracer) {
          // What was called keeps its values itself.
        }
      };

  /** Such as {@code channel receive}. */
  String words();
}
