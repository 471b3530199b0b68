package dev.tidegate.api;

import dev.tidegate.job.Limit;
import dev.tidegate.job.Source;
import dev.tidegate.lua.Json;
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
 */
record Wish(
    Source source,
    @Nullable String name,
    Json input,
    Map<String, String> labels,
    Map<Limit, Long> limits) {}
