package dev.tidegate.websocket;

import dev.tidegate.egress.TargetUrl;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.policy.Decision;
import dev.tidegate.policy.PolicyId;
import dev.tidegate.security.Permissions;
import dev.tidegate.variable.VariableValue;
import dev.tidegate.variable.Variables;
import dev.tidegate.websocket.ConnectionEvents.Denied;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts secrets into the headers of handshakes, where the policies allow it; scripts never have
 * them.
 */
public final class HandshakeSecrets {

  /** There are no secrets. */
  public static final HandshakeSecrets NONE =
      new HandshakeSecrets(Variables.NONE, Plaintext.NOWHERE);

  /** Where secrets may be sent without encryption. */
  public enum Plaintext {
    /** Over {@code wss} only. */
    NOWHERE,
    /** To this machine. */
    LOOPBACK,
    /** To everywhere. */
    ANYWHERE
  }

  /** How many references to secrets one connect may have. */
  static final int MOST_REFERENCES = 8;

  /** The longest value that goes into a header, in bytes. */
  private static final int LONGEST_VALUE = 8 << 10;

  /** Units of work of asking the policies about one. */
  private static final int DECISION_PRICE = 200;

  private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(\\.[0-9]{1,3}){3}");

  private final Variables secrets;
  private final Plaintext plaintext;

  /** Makes it. */
  public HandshakeSecrets(Variables secrets, Plaintext plaintext) {
    this.secrets = secrets;
    this.plaintext = plaintext;
  }

  /**
   * Why a connection must not be made.
   *
   * @param message for the script, the same for a secret that is not there and for one that is not
   *     for it
   * @param by what refuses it
   * @param match the policies that deny it, if that is why
   * @param reason for operators
   */
  record Refusal(String message, Denied.Rule by, String match, String reason) {}

  /** What became of the headers. */
  sealed interface Filling {

    /** All secrets are in their places. */
    record Filled(RequestHeaders headers) implements Filling {}

    /** The connection must not be made. */
    record Refused(Refusal refusal) implements Filling {}
  }

  /** Which secrets are wanted where, in an order that does not depend on that of a table. */
  static List<SecretUse> uses(List<HeaderTemplate> headers) {
    return headers.stream()
        .flatMap(header -> {
          String name = header.header().toLowerCase(Locale.ROOT);
          return header.secrets().map(secret -> new SecretUse(secret, name));
        })
        .sorted()
        .distinct()
        .toList();
  }

  /** Asks the policies about each secret of a connection; empty where all are allowed. */
  Optional<Refusal> refusal(
      LuaRuntime runtime, Permissions permissions, ConnectionIdentity identity) {
    if (identity.secrets().isEmpty()) {
      return Optional.empty();
    }
    if (!mayBeSentTo(identity.url())) {
      String name = identity.secrets().getFirst().secret();
      return Optional.of(
          new Refusal(
              "secret not allowed over ws: " + name,
              Denied.Rule.SECRET_PLAINTEXT,
              "",
              "the secret " + name + " would be sent without encryption"));
    }
    for (SecretUse use : identity.secrets()) {
      runtime.charge(DECISION_PRICE);
      Optional<Refusal> refusal =
          switch (permissions.decide(runtime, identity.request(use))) {
            case Decision.Allow _ -> Optional.empty();
            case Decision.Deny deny -> {
              String match =
                  deny.policies().stream()
                      .map(PolicyId::toString)
                      .collect(Collectors.joining(", "));
              yield Optional.of(
                  refusal(use.secret(), Denied.Rule.SECRET_POLICY, match, "denied by " + match));
            }
            case Decision.Undefined _ ->
                Optional.of(
                    refusal(use.secret(), Denied.Rule.SECRET_POLICY, "", "no policy allows it"));
          };
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private boolean mayBeSentTo(TargetUrl url) {
    return url.secure()
        || switch (plaintext) {
          case NOWHERE -> false;
          case LOOPBACK -> LOOPBACK.matcher(url.host()).matches();
          case ANYWHERE -> true;
        };
  }

  /** Puts secrets that are allowed into their places. */
  Filling fill(LuaRuntime runtime, List<HeaderTemplate> headers) {
    List<SecretUse> uses = uses(headers);
    // As they are at one moment.
    SortedMap<String, VariableValue> all = secrets.all();
    Map<String, String> values = new HashMap<>();
    for (SecretUse use : uses) {
      VariableValue value = all.get(use.secret());
      if (value == null) {
        return new Filling.Refused(
            refusal(use.secret(), Denied.Rule.SECRET_MISSING, "", "there is no such secret"));
      }
      runtime.reserve(value.length());
      Optional<String> text = headerText(value);
      if (text.isEmpty()) {
        return new Filling.Refused(
            refusal(
                use.secret(),
                Denied.Rule.SECRET_UNUSABLE,
                "",
                "it is empty, has more than "
                    + LONGEST_VALUE
                    + " bytes, or characters that no header can have there"));
      }
      values.put(use.secret(), text.get());
    }
    Map<String, String> filled = new HashMap<>();
    for (HeaderTemplate header : headers) {
      StringBuilder text = new StringBuilder();
      for (HeaderTemplate.Part part : header.parts()) {
        switch (part) {
          case HeaderTemplate.Part.Text literal -> text.append(literal.text());
          case HeaderTemplate.Part.Secret secret -> text.append(values.get(secret.name()));
        }
      }
      filled.put(header.header(), text.toString());
    }
    return new Filling.Filled(new RequestHeaders(filled, !uses.isEmpty()));
  }

  /**
   * One character for each byte; the end of a line that editors put at a file's end is left out.
   */
  private static Optional<String> headerText(VariableValue value) {
    if (value.length() > LONGEST_VALUE) {
      return Optional.empty();
    }
    String text = new String(value.bytes(), StandardCharsets.ISO_8859_1);
    if (text.endsWith("\n")) {
      text = text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
    return text.isEmpty() || !HandshakeHeaders.isLegalValue(text)
        ? Optional.empty()
        : Optional.of(text);
  }

  private static Refusal refusal(String secret, Denied.Rule by, String match, String reason) {
    return new Refusal(
        "secret not allowed: " + secret, by, match, "the secret " + secret + ": " + reason);
  }
}
