package dev.tidegate.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the actions and resources of one policy. What a resource may look like depends on the
 * actions, so that a pattern which could never match is a fault and not a hole in the rules.
 */
final class PatternReader {

  private final Section policy;
  private final List<Section.Text> actionTexts;
  private final List<Section.Text> resourceTexts;
  private final List<TextPattern> actions = new ArrayList<>();
  private final ResourcePatterns resources;

  PatternReader(Section policy) {
    this.policy = policy;
    this.actionTexts = policy.requiredTexts("actions");
    this.resourceTexts = policy.requiredTexts("resources");
    actionTexts.forEach(this::readAction);
    this.resources = readResources();
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
    } catch (PatternFault fault) {
      policy.report(text.node(), fault.fault());
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
    boolean everything = false;
    List<TextPattern> texts = new ArrayList<>();
    List<UrlPattern> urls = new ArrayList<>();
    for (Section.Text text : resourceTexts) {
      String resource = text.value();
      try {
        if (resource.equals("*")) {
          everything = true;
        } else if (url && (resource.contains("://") || (strict && !resource.isEmpty()))) {
          urls.add(UrlPattern.parse(resource));
        } else {
          requireText(resource, strict, connect);
          texts.add(TextPattern.parse(resource));
        }
      } catch (PatternFault fault) {
        policy.report(text.node(), fault.fault());
      }
    }
    return new ResourcePatterns(everything, texts, urls);
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
