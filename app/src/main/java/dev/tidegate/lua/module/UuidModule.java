package dev.tidegate.lua.module;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The module {@code uuid}: makes UUIDs (RFC 9562) and takes them apart. */
final class UuidModule {

  private static final Parameter<LuaString> UUID_TEXT = Parameter.string("uuid");
  private static final Parameter<LuaString> NAMESPACE = Parameter.string("namespace");
  private static final Parameter<LuaString> NAME = Parameter.string("name");
  private static final Parameter<LuaValue> VALUE = Parameter.any("value");
  private static final Parameter<String> FORM =
      Parameter.oneOf("format", "standard", "simple", "urn").orElse("standard");

  private static final int PRICE = 40;
  private static final Signature MAKING = Signature.of().costing(PRICE);
  private static final Signature NAMING =
      Signature.of(NAMESPACE, NAME).returningFaults().costing(PRICE);
  private static final Signature READING = Signature.of(UUID_TEXT).returningFaults().costing(PRICE);

  private final InstantSource clock;

  private UuidModule(InstantSource clock) {
    this.clock = clock;
  }

  static LuaModule module(InstantSource clock) {
    UuidModule module = new UuidModule(clock);
    return LuaModule.named("uuid")
        .function("v1", MAKING, call -> text(module.sequence(call).version1()))
        .function("v4", MAKING, call -> text(UUID.randomUUID()))
        .function("v7", MAKING, call -> text(module.sequence(call).version7()))
        .function("v3", NAMING, call -> named(call, NamedUuid.Version.MD5))
        .function("v5", NAMING, call -> named(call, NamedUuid.Version.SHA1))
        .function(
            "validate",
            Signature.of(VALUE).costing(PRICE),
            call ->
                LuaValue.valueOf(
                    call.get(VALUE) instanceof LuaString text && UuidText.parse(text).isPresent()))
        .function("version", READING, call -> read(call, u -> Numbers.of(u.version())))
        .function("variant", READING, call -> read(call, u -> LuaText.encode(variant(u))))
        .function("parse", READING, call -> read(call, UuidModule::parts))
        .function(
            "format",
            Signature.of(UUID_TEXT, FORM).returningFaults().costing(PRICE),
            call -> read(call, uuid -> format(uuid, call.get(FORM))))
        .build();
  }

  private UuidSequence sequence(Call call) {
    return call.runtime().attribute(UuidSequence.class, () -> new UuidSequence(clock));
  }

  private static Varargs named(Call call, NamedUuid.Version version) {
    LuaString name = call.get(NAME);
    Optional<UUID> namespace = UuidText.parse(call.get(NAMESPACE));
    if (namespace.isEmpty()) {
      return call.reject(NAMESPACE, "UUID expected");
    }
    return text(NamedUuid.of(call.runtime(), version, namespace.get(), name));
  }

  private static Varargs read(Call call, Function<UUID, LuaValue> reader) {
    Optional<UUID> uuid = UuidText.parse(call.get(UUID_TEXT));
    return uuid.isEmpty() ? call.reject(UUID_TEXT, "UUID expected") : reader.apply(uuid.get());
  }

  private static Table parts(UUID uuid) {
    Table parts = new Table(0, 4);
    parts.put("version", Numbers.of(uuid.version()));
    parts.put("variant", LuaText.encode(variant(uuid)));
    UuidSequence.timeOf(uuid)
        .ifPresent(time -> parts.put("timestamp", Numbers.of((double) time.getEpochSecond())));
    if (uuid.version() == 1) {
      parts.put("node", LuaText.encode("%012x".formatted(uuid.node())));
    }
    return parts;
  }

  private static String variant(UUID uuid) {
    return switch (uuid.variant()) {
      case 0 -> "NCS";
      case 2 -> "RFC4122";
      case 6 -> "Microsoft";
      default -> "Future";
    };
  }

  private static LuaValue format(UUID uuid, String form) {
    return switch (form) {
      case "simple" -> LuaText.encode(uuid.toString().replace("-", ""));
      case "urn" -> LuaText.encode("urn:uuid:" + uuid);
      default -> text(uuid);
    };
  }

  private static LuaValue text(UUID uuid) {
    return LuaText.encode(uuid.toString());
  }
}
