package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Reads the actions and resources of one policy. What a resource may look like depends on the
 * actions, so that a pattern which could never match is a fault and not a hole in the rules.
 */
final class PatternReader {

  private final Section policy;
  private final List<Section.Text> actionTexts;
  private final List<Section.Text> resourceTexts;
  private final List<TextPattern> actions = new ArrayList<>();
  private final List<Item<TextPattern>> actionItems = new ArrayList<>();
  private final ResourcePatterns resources;

  PatternReader(Section policy) {
    this.policy = policy;
    this.actionTexts = policy.requiredTexts("actions");
    this.resourceTexts = policy.requiredTexts("resources");
    actionTexts.forEach(this::readAction);
    this.resources = readResources();
    warnOfCovered(actionItems, TextPattern::covers);
  }

  /** A pattern and where it stands. */
  private record Item<P>(Section.Text text, P pattern) {}

  private <P> void warnOfCovered(List<Item<P>> items, BiPredicate<P, P> covers) {
    for (Item<P> item : items) {
      items.stream()
          .filter(other -> !other.equals(item) && covers.test(other.pattern(), item.pattern()))
          .findFirst()
          .ifPresent(other -> warnOfCovered(item.text(), other.text().value()));
    }
  }

  private void warnOfCovered(Section.Text item, String by) {
    policy.warn(
        item.node(),
        "\"%s\" is covered by \"%s\" in the same list; leave it out".formatted(item.value(), by));
  }

  List<String> actionTexts() {
    return actionTexts.stream().map(Section.Text::value).toList();
  }

  List<String> resourceTexts() {
    return resourceTexts.stream().map(Section.Text::value).toList();
  }

  List<TextPattern> actions() {
    return actions;
  }

  ResourcePatterns resources() {
    return resources;
  }

  private void readAction(Section.Text text) {
    String action = text.value();
    if (action.isEmpty()) {
      policy.report(text.node(), "an action cannot be empty; write \"*\" for all actions");
      return;
    }
    if (!action.chars().allMatch(c -> c > ' ' && c < 127)) {
      policy.report(text.node(), "an action is plain ASCII without spaces");
      return;
    }
    try {
      TextPattern pattern = TextPattern.parse(action);
      boolean known = Actions.WEBSOCKET_ACTIONS.stream().anyMatch(pattern::matches);
      if (isOfWebSocket(action) && !known) {
        policy.report(
            text.node(),
            "there is no action \"%s\"; write %s"
                .formatted(action, String.join(" or ", Actions.WEBSOCKET_ACTIONS)));
        return;
      }
      actions.add(pattern);
      actionItems.add(new Item<>(text, pattern));
      warnOfSlip(text, pattern);
    } catch (PatternFault fault) {
      policy.report(text.node(), fault.fault());
    }
  }

  private void warnOfSlip(Section.Text text, TextPattern pattern) {
    if (Actions.KNOWN.stream().noneMatch(pattern::matches)) {
      Spelling.nearestDotted(text.value(), Actions.KNOWN)
          .ifPresent(near ->
              policy.warn(
                  text.node(),
                  "the service asks about no action \"%s\"; did you mean \"%s\"?"
                      .formatted(text.value(), near)));
    }
  }

  private static boolean isOfWebSocket(String action) {
    return action.equals(Actions.WEBSOCKET) || action.startsWith(Actions.WEBSOCKET + ".");
  }

  private boolean covers(String action) {
    return actions.stream().anyMatch(pattern -> pattern.matches(action));
  }

  private ResourcePatterns readResources() {
    boolean url = covers(Actions.WEBSOCKET_CONNECT_URL);
    boolean connect = covers(Actions.WEBSOCKET_CONNECT);
    boolean others = actionTexts.stream().anyMatch(text -> !isOfWebSocket(text.value()));
    // With a fault in the actions nobody knows what the resources are for.
    boolean strict = !others && actions.size() == actionTexts.size() && !actions.isEmpty();
    boolean names = strictlyNames();
    boolean everything = false;
    List<TextPattern> texts = new ArrayList<>();
    List<UrlPattern> urls = new ArrayList<>();
    List<Item<TextPattern>> textItems = new ArrayList<>();
    List<Item<UrlPattern>> urlItems = new ArrayList<>();
    for (Section.Text text : resourceTexts) {
      String resource = text.value();
      try {
        if (resource.equals("*")) {
          everything = true;
        } else if (url && (resource.contains("://") || (strict && !resource.isEmpty()))) {
          UrlPattern pattern = UrlPattern.parse(resource);
          urls.add(pattern);
          urlItems.add(new Item<>(text, pattern));
        } else {
          requireText(resource, strict, connect);
          requireName(resource, names);
          TextPattern pattern = TextPattern.parse(resource);
          texts.add(pattern);
          textItems.add(new Item<>(text, pattern));
        }
      } catch (PatternFault fault) {
        policy.report(text.node(), fault.fault());
      }
    }
    if (everything) {
      resourceTexts.stream()
          .filter(text -> !text.value().equals("*"))
          .forEach(text -> warnOfCovered(text, "*"));
    } else {
      warnOfCovered(textItems, TextPattern::covers);
      warnOfCovered(urlItems, UrlPattern::covers);
    }
    return new ResourcePatterns(everything, texts, urls);
  }

  /** Whether all actions are about something that has a name. */
  private boolean strictlyNames() {
    return !actionTexts.isEmpty()
        && actionTexts.stream()
            .map(Section.Text::value)
            .allMatch(
                action -> action.equals(Actions.ENV_GET) || action.equals(Actions.SECRET_USE));
  }

  private static void requireName(String resource, boolean names) throws PatternFault {
    if (names && (resource.isEmpty() || resource.contains("://"))) {
      throw new PatternFault(
          "the resource of env.get and secret.use is a name, so \"%s\" never matches; write the"
                  .formatted(resource)
              + " name, and a condition on meta.host for where a secret goes");
    }
  }

  private static void requireText(String resource, boolean strict, boolean connect)
      throws PatternFault {
    if (!strict) {
      return;
    }
    if (resource.isEmpty() && !connect) {
      throw new PatternFault(
          "the empty resource is that of websocket.connect, which is not among the actions; add it,"
              + " or write a URL pattern like \"wss://api.example.com/*\"");
    }
    if (!resource.isEmpty()) {
      throw new PatternFault(
          "websocket.connect is asked with the empty resource, so \"%s\" never matches; write \"\","
                  .formatted(resource)
              + " and give URL patterns to websocket.connect.url");
    }
  }
}
