package dev.tidegate.lua.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.ErrorValue;
import dev.tidegate.lua.LuaText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import tools.jackson.databind.JsonNode;

/** Random schemas and values: the verdict is that of another implementation. */
class SchemaDifferentialTest {

  private static final int SCHEMAS = 3_000;
  private static final int VALUES = 12;

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"DRAFT_7", "DRAFT_2019_09", "DRAFT_2020_12"})
  void both_allow_and_refuse_the_same(Dialect dialect) {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.valueOf(dialect.name()));
    int allowed = 0;
    for (long seed = 0; seed < SCHEMAS; seed++) {
      RandomSchemas random = new RandomSchemas(seed, dialect);
      JsonNode document = random.document();
      var other = registry.getSchema(document);
      DirectRun run = new DirectRun();
      LuaValue validate =
          run.runtime()
              .load(
                  "return json.validate_string(...)".getBytes(StandardCharsets.UTF_8),
                  "=validate",
                  run.runtime().globals());
      for (int n = 0; n < VALUES; n++) {
        JsonNode value = random.value(3);
        boolean expected = other.validate(value).isEmpty();
        Varargs result =
            run.runtime()
                .call(
                    validate,
                    LuaValue.varargsOf(
                        LuaText.encode(document.toString()), LuaText.encode(value.toString())));

        assertThat(result.arg1().toboolean())
            .as("seed %d: %s for %s: %s", seed, document, value, words(result.arg(2)))
            .isEqualTo(expected);
        allowed += expected ? 1 : 0;
      }
    }
    // Neither says the same of everything.
    assertThat(allowed).isBetween(SCHEMAS * VALUES / 10, SCHEMAS * VALUES * 9 / 10);
  }

  private static String words(LuaValue error) {
    if (!(error instanceof ErrorValue value)) {
      return "allowed";
    }
    assertThat(value.message()).doesNotStartWith("schema");
    return value.message();
  }
}
