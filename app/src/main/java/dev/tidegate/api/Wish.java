package dev.tidegate.api;

import dev.tidegate.job.Limit;
import dev.tidegate.job.Retry;
import dev.tidegate.job.Source;
import dev.tidegate.job.Submission;
import dev.tidegate.job.TraceParent;
import dev.tidegate.lua.Json;
import dev.tidegate.policy.Actor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks to be run, in either form.
 *
 * @param source the script
 * @param name what to call the job; null when it has no name
 * @param input what the script gets
 * @param labels marks
 * @param limits the limits asked for, none beyond the most
 * @param retry whether it is tried again
 * @param priority which of the actor's own jobs go first
 */
record Wish(
    Source source,
    @Nullable String name,
    Json input,
    Map<String, String> labels,
    Map<Limit, Long> limits,
    Retry retry,
    int priority) {

  /**
   * What is to be run on behalf of an actor.
   *
   * @param trace the request; null when it is not traced
   */
  Submission submission(Actor actor, Terms terms, @Nullable TraceParent trace) {
    return new Submission(
        actor, source, name, input, labels, terms.budget().limits().of(limits), trace);
  }
}
