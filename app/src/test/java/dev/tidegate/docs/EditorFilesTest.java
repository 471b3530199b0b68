package dev.tidegate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.egress.AddressRules;
import dev.tidegate.egress.EgressGuard;
import dev.tidegate.env.EnvModule;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.LuaText;
import dev.tidegate.lua.ModuleDeclaration;
import dev.tidegate.lua.Outcome;
import dev.tidegate.lua.Parameter;
import dev.tidegate.lua.Signature;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.TestEngine;
import dev.tidegate.lua.lib.StandardLibrary;
import dev.tidegate.lua.module.BuiltInModules;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.security.Permissions;
import dev.tidegate.security.SecurityModule;
import dev.tidegate.variable.Variables;
import dev.tidegate.websocket.Connection;
import dev.tidegate.websocket.ConnectionEvents;
import dev.tidegate.websocket.ConnectionRegistry;
import dev.tidegate.websocket.Connector;
import dev.tidegate.websocket.DialRequest;
import dev.tidegate.websocket.Dialer;
import dev.tidegate.websocket.WebSocketModule;
import dev.tidegate.websocket.WebSocketSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions for editors, held to what scripts really find. */
class EditorFilesTest {

  private static final Path FILES = Path.of("src/main/resources/editor/tidegate");

  /** {@code function name.space.of(parameters) end} or {@code function Type:method(…) end}. */
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^function ([\\w.]+)(?:([:])(\\w+))?\\(([^)]*)\\) end$");

  private static final Pattern CONSTANT =
      Pattern.compile("(?m)^([A-Za-z_]\\w*)\\.([A-Za-z_]\\w*) = ");

  /** A class and the local variable that its methods are written on, if it has methods. */
  private static final Pattern CLASS =
      Pattern.compile(
          "(?m)^---@class ([\\w.]+)[^\\n]*\\n(?:---@[^\\n]*\\n)*local (\\w+) = \\{\\}$");

  private static final Permissions PERMISSIONS =
      new Permissions(
          AccessControl.of(
              PolicyLoader.parse("none.yaml", "version: \"1.0\"\nnamespace: none\nentries: []\n")));

  static Stream<LuaModule> modules() {
    return Stream.of(
            new StandardLibrary(Clock.systemUTC()).modules(),
            BuiltInModules.all(Clock.systemUTC()),
            List.of(
                webSocket(),
                new EnvModule(PERMISSIONS, Variables.NONE).module(),
                new SecurityModule(PERMISSIONS).module()))
        .flatMap(List::stream);
  }

  /** The module without a network below, because nothing runs here. */
  private static LuaModule webSocket() {
    Dialer nowhere =
        new Dialer() {
          @Override
          public Dial dial(DialRequest request, Connection.Listener listener) {
            throw new IllegalStateException("no script runs here");
          }

          @Override
          public void close() {}
        };
    EgressGuard guard = new EgressGuard(new AddressRules(List.of()), name -> List.of());
    return new WebSocketModule(
            PERMISSIONS,
            new Connector(guard, nowhere, Runnable::run),
            new ConnectionRegistry(new ConnectionRegistry.Limits(1, 1), Clock.systemUTC()),
            new WebSocketSettings(Duration.ofSeconds(1), 1, 1, 1, 1, Duration.ofSeconds(1)),
            ConnectionEvents.NONE)
        .module();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_is_defined_as_it_is(LuaModule module) {
    ModuleDeclaration declared = ModuleDeclaration.of(module);
    Definitions defined = Definitions.read(FILES.resolve(module.name() + ".lua"));

    SortedMap<String, String> expected = new TreeMap<>();
    declared.functions().forEach((name, signature) -> expected.put(name, parameters(signature)));
    assertThat(defined.under(module.name() + ".", expected))
        .as("functions of %s", module.name())
        .isEqualTo(expected);
    for (ModuleDeclaration.Type type : declared.types()) {
      SortedMap<String, String> methods = new TreeMap<>();
      type.methods().forEach((name, signature) -> methods.put(name, parameters(signature)));
      assertThat(defined.under(type.name() + ":", methods))
          .as("methods of %s", type.name())
          .isEqualTo(methods);
    }
    assertThat(defined.types()).as("types with methods").isEqualTo(typesWithMethods(declared));
    SortedSet<String> constants = new TreeSet<>();
    declared.constants().keySet().forEach(name -> constants.add(name.replaceFirst("\\..*", "")));
    assertThat(defined.constants()).as("constants of %s", module.name()).isEqualTo(constants);
  }

  private static SortedSet<String> typesWithMethods(ModuleDeclaration declared) {
    SortedSet<String> types = new TreeSet<>();
    for (ModuleDeclaration.Type type : declared.types()) {
      if (!type.methods().isEmpty()) {
        types.add(type.name());
      }
    }
    return types;
  }

  @Test
  void the_base_functions_are_defined_as_they_are() {
    Table globals = new Table();
    new StandardLibrary(Clock.systemUTC()).installBase(globals);
    SortedSet<String> expected = new TreeSet<>();
    for (int at = 1; at <= globals.positions(); at++) {
      if (globals.valueAt(at) instanceof HostFunction) {
        expected.add(LuaText.describe(globals.keyAt(at)));
      }
    }

    assertThat(Definitions.read(FILES.resolve("basic.lua")).functions().keySet())
        .isEqualTo(expected);
  }

  @Test
  void there_is_a_file_for_each_module_and_no_other() throws IOException {
    List<String> expected = new ArrayList<>(List.of("basic.lua"));
    modules().map(module -> module.name() + ".lua").forEach(expected::add);

    assertThat(files().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_is_lua_that_compiles(Path file) throws Exception {
    try (TestEngine engine = new TestEngine()) {
      String source = "local function never() " + Files.readString(file) + "\nend";

      assertThat(engine.run(source)).isInstanceOf(Outcome.Succeeded.class);
    }
  }

  private static String parameters(Signature signature) {
    return String.join(", ", signature.parameters().stream().map(Parameter::name).toList());
  }

  /**
   * What a file defines.
   *
   * @param functions by their full names, with the names of their parameters
   * @param types that have methods
   */
  private record Definitions(
      SortedMap<String, String> functions, SortedSet<String> types, SortedSet<String> constants) {

    static Definitions read(Path file) {
      String text;
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException("There are no definitions for editors in " + file, e);
      }
      SortedMap<String, String> types = new TreeMap<>();
      CLASS.matcher(text).results().forEach(found -> types.put(found.group(2), found.group(1)));
      SortedMap<String, String> functions = new TreeMap<>();
      SortedSet<String> withMethods = new TreeSet<>();
      for (MatchResult found : FUNCTION.matcher(text).results().toList()) {
        if (found.group(2) == null) {
          functions.put(found.group(1), found.group(4));
        } else {
          String type = types.getOrDefault(found.group(1), "no class of " + found.group(1));
          functions.put(type + ":" + found.group(3), found.group(4));
          withMethods.add(type);
        }
      }
      SortedSet<String> constants = new TreeSet<>();
      String module = file.getFileName().toString().replace(".lua", "");
      CONSTANT
          .matcher(text)
          .results()
          .filter(found -> found.group(1).equals(module))
          .forEach(found -> constants.add(found.group(2)));
      return new Definitions(functions, withMethods, constants);
    }

    /**
     * Those below a prefix, without it. Where the product declares no parameters ("..."), those
     * that the file gives count as right.
     */
    SortedMap<String, String> under(String prefix, SortedMap<String, String> expected) {
      SortedMap<String, String> found = new TreeMap<>();
      functions.forEach((name, parameters) -> {
        String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        // A method of a type is no function of its module.
        if (!rest.isEmpty() && !rest.contains(":")) {
          found.put(rest, "...".equals(expected.get(rest)) ? "..." : parameters);
        }
      });
      return found;
    }
  }
}
