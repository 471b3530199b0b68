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
    return everything || texts.stream().anyMatch(pattern -> pattern.matches(resource));
  }

  boolean matchesUrl(CanonicalUrl url) {
    return everything || urls.stream().anyMatch(pattern -> pattern.matches(url));
  }

  boolean matchSomeUrl() {
    return everything || !urls.isEmpty();
  }
}
