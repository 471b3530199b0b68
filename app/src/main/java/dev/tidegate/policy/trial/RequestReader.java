package dev.tidegate.policy.trial;

import dev.tidegate.egress.UrlAccess;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.Metadata;
import dev.tidegate.policy.StrictMapping;
import dev.tidegate.policy.StrictMapping.Text;
import dev.tidegate.security.JobContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a case asks. */
final class RequestReader {

  private static final List<String> JOB_KEYS = List.of("name", "labels");
  private static final List<String> NOT_BESIDE_CONNECT = List.of("action", "resource", "meta");

  private RequestReader() {}

  /** What is asked, one after the other until one is refused; empty after reporting why. */
  static List<AccessRequest> read(StrictMapping each, Actor actor) {
    Metadata job = job(each);
    if (each.has("connect")) {
      return connecting(each, actor, job);
    }
    if (each.has("secrets")) {
      each.report("secrets", "\"secrets\" stands only beside \"connect\"");
    }
    if (!each.has("action")) {
      each.report("a case has \"connect\", or \"action\" and \"resource\"");
      return List.of();
    }
    Metadata meta = each.metadata("meta");
    if (meta.values().containsKey("job")) {
      each.report("meta", "write \"job\" beside \"meta\" and not inside");
    }
    Optional<Text> action = each.requiredText("action");
    Optional<Text> resource = each.requiredText("resource");
    return action.isEmpty() || resource.isEmpty()
        ? List.of()
        : asked(each, resource.get(), actor, action.get().value(), meta.with(job));
  }

  private static List<AccessRequest> connecting(StrictMapping each, Actor actor, Metadata job) {
    NOT_BESIDE_CONNECT.stream()
        .filter(each::has)
        .forEach(key -> each.report(key, "\"" + key + "\" can't stand beside \"connect\""));
    Map<String, String> secrets = each.texts("secrets");
    Optional<Text> url = each.optionalText("connect");
    if (url.isEmpty()) {
      return List.of();
    }
    try {
      return UrlAccess.connecting(actor, url.get().value(), secrets, job);
    } catch (IllegalArgumentException noUrl) {
      each.report(url.get(), String.valueOf(noUrl.getMessage()));
      return List.of();
    }
  }

  private static List<AccessRequest> asked(
      StrictMapping each, Text resource, Actor actor, String action, Metadata meta) {
    try {
      return List.of(UrlAccess.asked(actor, action, resource.value(), meta));
    } catch (IllegalArgumentException noUrl) {
      each.report(resource, String.valueOf(noUrl.getMessage()));
      return List.of();
    }
  }

  private static Metadata job(StrictMapping each) {
    return each.optionalMapping("job", "job", JOB_KEYS)
        .map(job ->
            JobContext.of(
                job.optionalText("name").map(Text::value).orElse(null), job.texts("labels")))
        .orElse(JobContext.of(null, Map.of()))
        .metadata();
  }
}
