package dev.tidegate.lua.schema;

import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of all keywords, and values that have a fair chance to fit them, from a seed. */
final class RandomSchemas {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "ab", "c", "");
  private static final List<String> PATTERNS = List.of("^a", "b$", "^[abc]{1,2}$", "a|c", "");
  private static final List<String> TYPES =
      List.of("null", "boolean", "object", "array", "number", "string", "integer");

  private final SplittableRandom random;
  private final Dialect dialect;

  RandomSchemas(long seed, Dialect dialect) {
    random = new SplittableRandom(seed);
    this.dialect = dialect;
  }

  /** A document: a schema with definitions that it may refer to. */
  ObjectNode document() {
    ObjectNode document = keywords(3, true);
    document.put(
        "$schema",
        dialect == Dialect.DRAFT_2020_12
            ? "https://json-schema.org/draft/2020-12/schema"
            : dialect == Dialect.DRAFT_2019_09
                ? "https://json-schema.org/draft/2019-09/schema"
                : "http://json-schema.org/draft-07/schema#");
    ObjectNode definitions = document.putObject("$defs");
    // These refer to nothing, so that nothing goes in circles.
    definitions.set("x", keywords(2, false));
    definitions.set("y", keywords(2, false));
    return document;
  }

  private JsonNode schema(int depth, boolean refers) {
    if (depth == 0 || oneIn(8)) {
      return oneIn(2) ? NODES.booleanNode(oneIn(2)) : simple();
    }
    return keywords(depth, refers);
  }

  private ObjectNode simple() {
    ObjectNode schema = NODES.objectNode();
    schema.put("type", of(TYPES));
    return schema;
  }

  private ObjectNode keywords(int depth, boolean refers) {
    ObjectNode schema = NODES.objectNode();
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      keyword(schema, depth - 1, refers);
    }
    return schema;
  }

  private void keyword(ObjectNode schema, int depth, boolean refers) {
    boolean isLate = dialect.isSince(Dialect.DRAFT_2019_09);
    switch (random.nextInt(isLate ? 36 : 30)) {
      case 0 -> schema.put("type", of(TYPES));
      case 1 -> schema.putArray("type").add("object").add(of(TYPES.subList(0, 2)));
      case 2 -> schema.putArray("enum").add(value(1)).add(value(1)).add(value(0));
      case 3 -> schema.set("const", value(2));
      case 4 -> schema.put("multipleOf", oneIn(2) ? 2 : 0.5);
      case 5 -> schema.put("maximum", random.nextInt(4));
      case 6 -> schema.put("exclusiveMinimum", random.nextInt(4));
      case 7 -> schema.put("minimum", random.nextInt(4) - 1.5);
      case 8 -> schema.put("maxLength", random.nextInt(3));
      case 9 -> schema.put("minLength", random.nextInt(3));
      case 10 -> schema.put("pattern", of(PATTERNS));
      case 11 -> schema.put("maxItems", random.nextInt(4));
      case 12 -> schema.put("minItems", random.nextInt(3));
      case 13 -> schema.put("uniqueItems", true);
      case 14 -> schema.put("maxProperties", random.nextInt(3));
      case 15 -> schema.put("minProperties", random.nextInt(3));
      case 16 -> schema.putArray("required").add(of(NAMES));
      case 17, 18, 19 -> properties(schema.putObject("properties"), depth, refers);
      case 20 -> schema.putObject("patternProperties").set(of(PATTERNS), schema(depth, refers));
      case 21 -> schema.set("additionalProperties", schema(depth, refers));
      case 22 -> schema.set("propertyNames", keywordsOfTexts());
      case 23 -> schema.set("items", schema(depth, refers));
      case 24 -> contains(schema, depth, refers);
      case 25 -> combine(schema, depth, refers);
      case 26 -> combine(schema, depth, refers);
      case 27 -> schema.set("not", schema(depth, refers));
      case 28 -> {
        schema.set("if", schema(depth, refers));
        schema.set("then", schema(depth, refers));
        schema.set("else", schema(depth, refers));
      }
      case 29 -> {
        if (refers) {
          schema.put("$ref", "#/$defs/" + (oneIn(2) ? "x" : "y"));
        }
      }
      case 30 -> schema.putObject("dependentRequired").putArray(of(NAMES)).add(of(NAMES));
      case 31 -> schema.putObject("dependentSchemas").set(of(NAMES), schema(depth, refers));
      case 32 -> schema.set("unevaluatedProperties", schema(depth, refers));
      case 33 -> schema.set("unevaluatedItems", schema(depth, refers));
      case 34 -> {
        contains(schema, depth, refers);
        schema.put("minContains", random.nextInt(3));
        schema.put("maxContains", 1 + random.nextInt(2));
      }
      default -> prefix(schema, depth, refers);
    }
  }

  /** In 2019-09 the other one takes what is contained for evaluated, which came later. */
  private void contains(ObjectNode schema, int depth, boolean refers) {
    if (dialect != Dialect.DRAFT_2019_09) {
      schema.set("contains", schema(depth, refers));
    }
  }

  private void prefix(ObjectNode schema, int depth, boolean refers) {
    String keyword = dialect == Dialect.DRAFT_2020_12 ? "prefixItems" : "items";
    schema.putArray(keyword).add(schema(depth, refers)).add(schema(depth, refers));
    if (dialect == Dialect.DRAFT_2019_09 && oneIn(2)) {
      schema.set("additionalItems", schema(depth, refers));
    }
  }

  private ObjectNode keywordsOfTexts() {
    ObjectNode schema = NODES.objectNode();
    return oneIn(2) ? schema.put("maxLength", 1) : schema.put("pattern", of(PATTERNS));
  }

  private void properties(ObjectNode properties, int depth, boolean refers) {
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      properties.set(of(NAMES), schema(depth, refers));
    }
  }

  private void combine(ObjectNode schema, int depth, boolean refers) {
    ArrayNode all = schema.putArray(of(List.of("allOf", "anyOf", "oneOf")));
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      all.add(schema(depth, refers));
    }
  }

  /** A value nested at most so deep. */
  JsonNode value(int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 12)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(oneIn(2));
      case 2 -> NODES.numberNode(random.nextInt(5) - 1);
      case 3 -> NODES.numberNode((random.nextInt(9) - 2) / 2.0);
      case 4, 5 -> NODES.stringNode(of(NAMES));
      case 6, 7, 8 -> {
        ArrayNode array = NODES.arrayNode();
        for (int n = random.nextInt(4); n > 0; n--) {
          array.add(value(depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (int n = random.nextInt(4); n > 0; n--) {
          object.set(of(NAMES), value(depth - 1));
        }
        yield object;
      }
    };
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
