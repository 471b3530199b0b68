package dev.tidegate.lua.module.yaml;

import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.Real;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.Utf8;
import java.io.Reader;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Reads one YAML document as a Lua value, event by event. An alias is the same table as what it
 * names, so that no text can become more than it is long.
 */
final class YamlReader {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(YamlModule.LONGEST).setUseMarks(true).build();

  private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

  private static final String STANDARD_TAG = "tag:yaml.org,2002:";

  /** A longer one is text whatever it looks like. */
  private static final int LONGEST_NUMBER = 400;

  /** The price of an event and of a character: each is looked at several times. */
  private static final int PRICE = 20;

  private static final int PRICE_OF_CHARACTER = 4;

  /** What the reader keeps for a byte. */
  private static final int BYTES_PER_BYTE = 12;

  private final LuaRuntime runtime;
  private final Iterator<Event> events;
  private final Map<Anchor, LuaValue> anchors = new HashMap<>();

  /** The lists and maps that are not complete yet, each of which misses the next. */
  private final Deque<Table> open = new ArrayDeque<>();

  private YamlReader(LuaRuntime runtime, Iterator<Event> events) {
    this.runtime = runtime;
    this.events = events;
    runtime.pin(tracer -> {
      open.forEach(tracer::values);
      anchors.values().forEach(tracer::values);
    });
  }

  /**
   * Reads the document; nil when there is none.
   *
   * @throws YamlFault when it is none, or there are several, or it is nested too deeply
   */
  static LuaValue read(LuaRuntime runtime, LuaString text) {
    runtime.hold((long) BYTES_PER_BYTE * text.m_length);
    if (!Utf8.isValid(text)) {
      throw new YamlFault("invalid UTF-8 in YAML");
    }
    try {
      YamlReader reader =
          new YamlReader(
              runtime,
              new Parse(SETTINGS)
                  .parseReader(new Metered(runtime, LuaText.decode(text)))
                  .iterator());
      return reader.document();
    } catch (MarkedYamlEngineException e) {
      throw fault(
          e.getProblem() == null ? "invalid YAML" : "invalid YAML: " + e.getProblem(),
          e.getProblemMark().or(e::getContextMark));
    } catch (ReaderException e) {
      throw new YamlFault("a character that YAML does not allow");
    } catch (YamlEngineException e) {
      throw new YamlFault("invalid YAML, or of a version that is not known");
    }
  }

  /** A text that is charged when the scanner reads on. */
  private static final class Metered extends Reader {

    private final LuaRuntime runtime;
    private final String text;
    private int position;

    Metered(LuaRuntime runtime, String text) {
      this.runtime = runtime;
      this.text = text;
    }

    @Override
    public int read(char[] into, int from, int most) {
      int count = Math.min(most, text.length() - position);
      if (count == 0 && most > 0) {
        return -1;
      }
      runtime.charge((long) PRICE_OF_CHARACTER * count);
      text.getChars(position, position + count, into, from);
      position += count;
      return count;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }

  private static YamlFault fault(String what, Optional<Mark> mark) {
    return new YamlFault(
        what
            + mark.map(at -> " at line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                .orElse(""));
  }

  private Event next() {
    runtime.charge(PRICE);
    return events.next();
  }

  private LuaValue document() {
    next();
    if (next().getEventId() == Event.ID.StreamEnd) {
      return LuaValue.NIL;
    }
    LuaValue value = value(next());
    next();
    Event end = next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw fault("more than one document", end.getStartMark());
    }
    return value;
  }

  private LuaValue value(Event event) {
    return switch (event) {
      case AliasEvent alias -> {
        LuaValue named = anchors.get(alias.getAlias());
        if (named == null) {
          throw fault("alias of what is not there, or not complete", event.getStartMark());
        }
        yield named;
      }
      case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar));
      case SequenceStartEvent list -> {
        requireTag(list.getTag(), "seq", event);
        yield anchored(list.getAnchor(), list(event));
      }
      case MappingStartEvent map -> {
        requireTag(map.getTag(), "map", event);
        yield anchored(map.getAnchor(), map(event));
      }
      default -> throw fault("invalid YAML", event.getStartMark());
    };
  }

  private LuaValue anchored(Optional<Anchor> anchor, LuaValue value) {
    anchor.ifPresent(name -> anchors.put(name, value));
    return value;
  }

  private static void requireTag(Optional<String> tag, String expected, Event event) {
    if (tag.isPresent() && !tag.get().equals(STANDARD_TAG + expected) && !tag.get().equals("!")) {
      throw fault("unknown tag", event.getStartMark());
    }
  }

  private Table opened(Event event) {
    if (open.size() == YamlModule.DEEPEST) {
      throw fault("nested deeper than " + YamlModule.DEEPEST + " levels", event.getStartMark());
    }
    Table table = new Table();
    open.push(table);
    return table;
  }

  private Table list(Event start) {
    Table list = opened(start);
    int index = 0;
    for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      index++;
      list.put(runtime, index, value(event));
    }
    open.pop();
    return list;
  }

  private Table map(Event start) {
    Table map = opened(start);
    map.markAsObject();
    for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
      LuaValue key = value(event);
      boolean usable =
          key instanceof LuaString
              || key.isboolean()
              || (key instanceof Real number && !Double.isNaN(number.value));
      if (!usable) {
        throw fault("a key must be a text, a number or a boolean", event.getStartMark());
      }
      if (!map.rawget(key).isnil()) {
        throw fault("a key that is there twice", event.getStartMark());
      }
      map.put(runtime, key, value(next()));
    }
    open.pop();
    return map;
  }

  private LuaValue scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    Optional<String> tag = scalar.getTag();
    if (tag.isPresent() && !tag.get().equals("!")) {
      if (!tag.get().startsWith(STANDARD_TAG)) {
        throw fault("unknown tag", scalar.getStartMark());
      }
      return tagged(tag.get().substring(STANDARD_TAG.length()), text, scalar);
    }
    if (tag.isPresent() || !scalar.isPlain() || text.length() > LONGEST_NUMBER) {
      return LuaText.encode(text);
    }
    return resolved(RESOLVER.resolve(text, true), text);
  }

  private static LuaValue tagged(String tag, String text, ScalarEvent scalar) {
    if (tag.equals("str")) {
      return LuaText.encode(text);
    }
    Tag seen = text.length() > LONGEST_NUMBER ? Tag.STR : RESOLVER.resolve(text, true);
    boolean fits =
        seen.getValue().equals(STANDARD_TAG + tag) || (tag.equals("float") && seen.equals(Tag.INT));
    if (!fits) {
      throw fault("a value that does not fit its tag", scalar.getStartMark());
    }
    return resolved(seen, text);
  }

  private static LuaValue resolved(Tag tag, String text) {
    if (tag.equals(Tag.NULL)) {
      return LuaValue.NIL;
    }
    if (tag.equals(Tag.BOOL)) {
      return LuaValue.valueOf(text.toLowerCase(Locale.ROOT).equals("true"));
    }
    if (tag.equals(Tag.INT)) {
      return Numbers.of(integer(text));
    }
    return tag.equals(Tag.FLOAT) ? Numbers.of(fraction(text)) : LuaText.encode(text);
  }

  private static double integer(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16).doubleValue();
    }
    return text.startsWith("0o")
        ? new BigInteger(text.substring(2), 8).doubleValue()
        : Double.parseDouble(text);
  }

  private static double fraction(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
