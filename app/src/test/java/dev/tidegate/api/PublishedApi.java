package dev.tidegate.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document about the API, as programs that read it understand it. */
final class PublishedApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonNode root;
  private final ObjectNode closed;

  PublishedApi(JsonNode root) {
    this.root = root;
    closed = (ObjectNode) root.deepCopy();
    close(closed.path("components").path("schemas"));
    closed.put("$schema", "https://json-schema.org/draft/2020-12/schema");
  }

  /** As the program has it. */
  static PublishedApi packed() {
    return new PublishedApi(JSON.readTree(new ApiDocument(JSON).json().bytes()));
  }

  JsonNode root() {
    return root;
  }

  JsonNode schema(String name) {
    return root.path("components").path("schemas").path(name);
  }

  /** What a reference leads to; anything else is itself. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(root.at(node.path("$ref").asString().substring(1))) : node;
  }

  /** One call. */
  record Operation(String method, String path, JsonNode node) {

    String call() {
      return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .forEachEntry((path, item) ->
            item.forEachEntry((method, operation) -> {
              if (METHODS.contains(method)) {
                operations.add(new Operation(method, path, operation));
              }
            }));
    return operations;
  }

  /** The media types that a call takes; one empty text for none. */
  Set<String> consumed(Operation operation) {
    Set<String> types =
        new TreeSet<>(operation.node().path("requestBody").path("content").propertyNames());
    return types.isEmpty() ? Set.of("") : types;
  }

  /** The schema of an answer. */
  JsonNode answer(String method, String path, int status, String type) {
    JsonNode operation = root.path("paths").path(path).path(method);
    JsonNode response = resolve(operation.path("responses").path(Integer.toString(status)));
    return response.path("content").path(type).path("schema");
  }

  /**
   * What is wrong with a value, strictly: fields that the schema does not name are wrong, though
   * readers of the document must expect them of later versions.
   */
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = closed.deepCopy();
    JsonNode own = schema.deepCopy();
    close(own);
    whole.putObject("properties").set("value", own);
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.writeValueAsString(whole));
    ObjectNode wrapped = JSON.createObjectNode();
    wrapped.set("value", value);
    return compiled.validate(wrapped).stream().map(Object::toString).toList();
  }

  /** Calls back with every node and where it is. */
  static void walk(String at, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(at, node);
    if (node.isObject()) {
      node.forEachEntry((name, child) -> walk(at + "/" + name, child, visitor));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(at + "/" + i, node.path(i), visitor);
      }
    }
  }

  private static void close(JsonNode node) {
    walk(
        "",
        node,
        (_, each) -> {
          if (each instanceof ObjectNode schema
              && schema.path("properties").isObject()
              && !schema.has("additionalProperties")
              && schema.path("type").asString("").equals("object")) {
            schema.put("additionalProperties", false);
          }
        });
  }

  /** The examples of a media type, by their names. */
  Map<String, JsonNode> examples(JsonNode media) {
    Map<String, JsonNode> examples = new java.util.LinkedHashMap<>();
    media
        .path("examples")
        .forEachEntry((name, example) -> examples.put(name, resolve(example).path("value")));
    return examples;
  }
}
