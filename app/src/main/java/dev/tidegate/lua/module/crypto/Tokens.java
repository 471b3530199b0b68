package dev.tidegate.lua.module.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.tidegate.lua.Call;
import dev.tidegate.lua.Json;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TableBuilder;
import dev.tidegate.lua.ValueCodec;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The table {@code crypto.jwt}: signed tokens (RFC 7519) with a shared key. */
final class Tokens {

  private static final Parameter<Table> CLAIMS = Parameter.table("claims");
  private static final Parameter<String> TOKEN = Parameter.text("token");
  private static final Parameter<LuaString> KEY = Parameter.string("key");
  private static final Parameter<String> ALGORITHM =
      Parameter.oneOf("alg", "HS256", "HS384", "HS512").orElse("HS256");
  private static final Parameter<Boolean> REQUIRE_EXPIRY =
      Parameter.bool("require_exp").orElse(true);

  /** The longest claims and tokens, in bytes. */
  private static final int LONGEST = 1 << 16;

  /**
   * HMAC fills shorter keys up with zeros, to no less than this for all three digests; so the key
   * that the library wants at least is the same key.
   */
  private static final int SHORTEST_KEY = 64;

  private static final int PRICE = 2000;

  private static final LuaValue EXPIRES = LuaValue.valueOf("exp");
  private static final LuaValue NOT_BEFORE = LuaValue.valueOf("nbf");

  private final InstantSource clock;
  private final ValueCodec json;

  Tokens(InstantSource clock, ValueCodec json) {
    this.clock = clock;
    this.json = json;
  }

  TableBuilder declare(TableBuilder jwt) {
    return jwt.function(
            "encode",
            Signature.of(CLAIMS, KEY, ALGORITHM).returningFaults().costing(PRICE, 4),
            this::encode)
        .function(
            "verify",
            Signature.of(TOKEN, KEY, ALGORITHM, REQUIRE_EXPIRY).returningFaults().costing(PRICE, 4),
            this::verify);
  }

  private Varargs encode(Call call) {
    if (call.get(KEY).m_length == 0) {
      return emptyKey(call);
    }
    Json claims;
    try {
      claims = json.write(call.runtime(), call.get(CLAIMS), LONGEST);
    } catch (ScriptError unwritable) {
      return call.reject(
          CLAIMS, "values that JSON can carry expected, no more than " + LONGEST + " bytes");
    }
    String text = claims.toString();
    if (text.startsWith("[")) {
      if (!text.equals("[]")) {
        return call.reject(CLAIMS, "names and values expected, got a list");
      }
      text = "{}";
    }
    // The text, its encoded form, and the token.
    call.runtime().reserve(8L * text.length());
    call.runtime().charge(text.length());
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(algorithm(call)).type(JOSEObjectType.JWT).build(),
            new Payload(text));
    try {
      token.sign(new MACSigner(key(call)));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token can't be signed", e);
    }
    return LuaText.encode(token.serialize());
  }

  private Varargs verify(Call call) {
    if (call.get(KEY).m_length == 0) {
      return emptyKey(call);
    }
    String text = call.get(TOKEN);
    if (text.length() > LONGEST) {
      return call.reject(TOKEN, "no more than " + LONGEST + " bytes expected");
    }
    call.runtime().hold(8L * text.length());
    JWSObject token;
    try {
      token = JWSObject.parse(text);
      if (!token.getHeader().getAlgorithm().equals(algorithm(call))) {
        return call.reject(TOKEN, "it is not signed with " + call.get(ALGORITHM));
      }
      if (!token.verify(new MACVerifier(key(call)))) {
        return call.reject(TOKEN, "its signature is wrong");
      }
    } catch (ParseException malformed) {
      return call.reject(TOKEN, "it is malformed");
    } catch (JOSEException e) {
      return call.reject(TOKEN, "its signature can't be verified");
    }
    return claims(call, token);
  }

  private Varargs claims(Call call, JWSObject token) {
    LuaValue claims;
    try {
      claims = json.read(call.runtime(), Json.ofUtf8(token.getPayload().toBytes()));
    } catch (ScriptError malformed) {
      return call.reject(TOKEN, "its claims are not JSON");
    }
    if (!(claims instanceof Table table)) {
      return call.reject(TOKEN, "its claims are no JSON object");
    }
    double now = clock.millis() / 1000.0;
    LuaValue expires = table.rawget(EXPIRES);
    LuaValue notBefore = table.rawget(NOT_BEFORE);
    if (expires.isnil() && call.get(REQUIRE_EXPIRY)) {
      return call.reject(TOKEN, "it has no exp");
    }
    if (!expires.isnil() && !(expires instanceof Real at && now < at.value)) {
      return call.reject(TOKEN, "it has expired");
    }
    if (!notBefore.isnil() && !(notBefore instanceof Real at && now >= at.value)) {
      return call.reject(TOKEN, "it is not valid yet");
    }
    return table;
  }

  private static JWSAlgorithm algorithm(Call call) {
    return JWSAlgorithm.parse(call.get(ALGORITHM));
  }

  private static byte[] key(Call call) {
    byte[] key = CryptoModule.bytes(call, call.get(KEY));
    return Arrays.copyOf(key, Math.max(key.length, SHORTEST_KEY));
  }

  private static Varargs emptyKey(Call call) {
    return call.reject(KEY, "key expected, got an empty string");
  }
}
