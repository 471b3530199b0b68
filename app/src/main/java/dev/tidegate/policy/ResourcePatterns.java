package dev.tidegate.policy;

import java.util.List;

/**
 * The resources of one policy. What an item means depends on the action that is asked about: {@code
 * *} is every resource of every action; a URL pattern concerns the actions whose resource is a URL;
 * any other text concerns all other actions.
 *
 * @param everything whether {@code *} is among the items
 * @param texts patterns for actions whose resource is a text
 * @param urls patterns for actions whose resource is a URL
 */
record ResourcePatterns(boolean everything, List<TextPattern> texts, List<UrlPattern> urls) {

  ResourcePatterns {
    texts = List.copyOf(texts);
    urls = List.copyOf(urls);
  }

  boolean matchesText(String resource) {
    if (everything) {
      return true;
    }
    for (TextPattern pattern : texts) {
      if (pattern.matches(resource)) {
        return true;
      }
    }
    return false;
  }

  boolean matchesUrl(CanonicalUrl url) {
    if (everything) {
      return true;
    }
    for (UrlPattern pattern : urls) {
      if (pattern.matches(url)) {
        return true;
      }
    }
    return false;
  }

  /** Whether they match all that others match. */
  boolean cover(ResourcePatterns others) {
    return everything
        || (!others.everything
            && others.texts.stream()
                .allMatch(other -> texts.stream().anyMatch(text -> text.covers(other)))
            && others.urls.stream()
                .allMatch(other -> urls.stream().anyMatch(url -> url.covers(other))));
  }

  boolean matchSomeUrl() {
    return everything || !urls.isEmpty();
  }
}
