package dev.tidegate.bench;

import dev.tidegate.lua.vm.LuaContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the module {@code json} takes for a document of 100 KB: an array of objects. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class JsonBenchmark {

  private static final String DOCUMENT =
      """
      local items = {}
      for i = 1, 800 do
        items[i] = {
          id = i, name = "item number " .. i, price = i * 1.25, tags = { "a", "b", "c" },
          active = i % 2 == 0, note = "caf\\u{e9} \\"q\\"\\n",
        }
      end
      local schema = {
        type = "array",
        items = {
          type = "object",
          required = { "id", "name", "price" },
          properties = {
            id = { type = "integer", minimum = 1 },
            name = { type = "string", minLength = 1 },
            price = { type = "number" },
            tags = { type = "array", items = { type = "string" } },
            active = { type = "boolean" },
            note = { type = "string" },
          },
          additionalProperties = false,
        },
      }
      return json.encode(items), items, json.encode(schema)
      """
          .replace("\\u{e9}", "\u00e9");

  private TidegateMachine machine;
  private LuaContext context;
  private LuaValue encode;
  private LuaValue decode;
  private LuaValue validate;
  private LuaValue text;
  private LuaValue value;
  private LuaValue schema;

  /** Makes the document. */
  @Setup
  public void start() {
    machine = new TidegateMachine();
    context = machine.context();
    Varargs made = run(DOCUMENT);
    text = made.arg(1);
    value = made.arg(2);
    schema = made.arg(3);
    Varargs functions = run("return json.encode, json.decode, json.validate_string");
    encode = functions.arg(1);
    decode = functions.arg(2);
    validate = functions.arg(3);
  }

  private Varargs run(String source) {
    return context.call(
        context.load(source.getBytes(StandardCharsets.UTF_8), "=json", context.globals()),
        LuaValue.NONE);
  }

  /** Stops the engine. */
  @TearDown
  public void stop() {
    machine.close();
  }

  /** The text is read. */
  @Benchmark
  public Object decode() {
    return context.call(decode, text);
  }

  /** The value is written. */
  @Benchmark
  public Object encode() {
    return context.call(encode, value);
  }

  /** The text is read and compared with a schema that is known. */
  @Benchmark
  public Object validate() {
    return context.call(validate, LuaValue.varargsOf(schema, text));
  }
}
