package dev.tidegate.lua.module;

import dev.tidegate.lua.Call;
import dev.tidegate.lua.HostObject;
import dev.tidegate.lua.LogEntry;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Traced;
import dev.tidegate.lua.Tracer;
import dev.tidegate.lua.UserdataType;
import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A logger as scripts have it: a name, and fields that go with each entry. Immutable. */
final class Logger extends HostObject implements Traced {

  private static final Parameter<LuaString> MESSAGE = Parameter.stringOrNumber("message");
  private static final Parameter<Table> FIELDS = Parameter.table("fields");
  private static final Parameter<Table> MORE = FIELDS.orElse(new Table().freeze()).butNotNil();
  private static final Parameter<LuaString> NAME = Parameter.stringOrNumber("name");

  /** What an entry costs besides its bytes, in units of work. */
  private static final int PRICE = 20;

  /** The longest name of a logger, in bytes. */
  private static final int LONGEST_NAME = 256;

  /** The field that has the logger's name. */
  private static final String NAME_FIELD = "logger";

  private static final Signature ENTRY = Signature.of(MESSAGE, MORE).costing(PRICE, 16);

  static final UserdataType<Logger> TYPE =
      UserdataType.builder("logger.Logger", Logger.class)
          .method("debug", ENTRY, (logger, call) -> logger.write(call, LogEntry.Level.DEBUG))
          .method("info", ENTRY, (logger, call) -> logger.write(call, LogEntry.Level.INFO))
          .method("warn", ENTRY, (logger, call) -> logger.write(call, LogEntry.Level.WARN))
          .method("error", ENTRY, (logger, call) -> logger.write(call, LogEntry.Level.ERROR))
          .method("with", Signature.of(FIELDS).costing(PRICE), Logger::with)
          .method("named", Signature.of(NAME).costing(PRICE), Logger::named)
          .build();

  private final String name;
  private final Map<String, String> fields;

  Logger(String name, Map<String, String> fields) {
    super(TYPE);
    this.name = name;
    this.fields = Map.copyOf(fields);
  }

  private Varargs write(Call call, LogEntry.Level level) {
    LuaString message = call.get(MESSAGE);
    Map<String, String> all = merged(call, call.get(MORE), MORE);
    if (!name.isEmpty()) {
      all.putIfAbsent(NAME_FIELD, name);
    }
    call.runtime().reserve(2L * message.m_length);
    call.runtime().log(level, LuaText.decode(message), all);
    return LuaValue.NONE;
  }

  private Varargs with(Call call) {
    return new Logger(name, merged(call, call.get(FIELDS), FIELDS));
  }

  private Map<String, String> merged(Call call, Table given, Parameter<Table> parameter) {
    call.runtime().charge(fields.size());
    Map<String, String> all = new HashMap<>(fields);
    LogFields.read(call.runtime(), given, all);
    if (all.size() > LogFields.MOST) {
      call.reject(parameter, "no more than " + LogFields.MOST + " fields expected");
    }
    return all;
  }

  private Varargs named(Call call) {
    LuaString given = call.get(NAME);
    if (given.m_length == 0) {
      return call.reject(NAME, "name expected, got an empty text");
    }
    String joined = name.isEmpty() ? "" : name + ".";
    if (joined.length() + given.m_length > LONGEST_NAME) {
      return call.reject(NAME, "names of no more than " + LONGEST_NAME + " bytes expected");
    }
    return new Logger(joined + LuaText.decode(given), fields);
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.bytes(2L * name.length());
    fields.forEach((key, value) ->
        tracer.bytes(LogFields.BYTES_PER_FIELD + 2L * (key.length() + value.length())));
  }
}
