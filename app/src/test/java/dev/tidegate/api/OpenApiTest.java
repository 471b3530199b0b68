package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.audit.AuditedDecision;
import dev.tidegate.job.JobDocument;
import dev.tidegate.job.JobState;
import dev.tidegate.job.Limit;
import dev.tidegate.lua.Failure;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/** {@code docs/openapi.yaml} against the types that requests and answers are made of. */
class OpenApiTest {

  private static final PublishedApi API = PublishedApi.packed();

  /** Written as the service does. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();

  /** A schema, and the type that it describes. */
  record Documented(String name, Class<?> type) {}

  static List<Documented> documents() {
    return List.of(
        new Documented("Job", JobDocument.class),
        new Documented("JobError", JobDocument.Cause.class),
        new Documented("Limits", JobDocument.Allowance.class),
        new Documented("Usage", JobDocument.Consumption.class),
        new Documented("LogEntry", JobDocument.Line.class),
        new Documented("Connections", JobConnections.Document.class),
        new Documented("Connection", JobConnections.Item.class),
        new Documented("Problem", Problem.class),
        new Documented("Fault", Problem.Fault.class),
        new Documented("Policies", PolicyDocument.class),
        new Documented("PolicyEntry", PolicyDocument.Entry.class),
        new Documented("PolicyCondition", PolicyDocument.Condition.class),
        new Documented("Finding", FindingDocument.class),
        new Documented("Explanation", ExplanationDocument.class),
        new Documented("ConsideredPolicy", ExplanationDocument.Considered.class),
        new Documented("Validation", ValidationDocument.class),
        new Documented("ScriptValidation", ScriptsController.Found.class),
        new Documented("ScriptFault", ScriptsController.Fault.class),
        new Documented("Decisions", AuditController.PageDocument.class),
        new Documented("AuditedDecision", AuditedDecision.class),
        new Documented("ShadowDecision", AuditedDecision.Shadow.class),
        new Documented("PolicyFailure", AuditedDecision.Failure.class));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void a_document_has_the_fields_that_are_written(Documented document) {
    String name = document.name();
    Class<?> type = document.type();
    JsonNode schema = API.schema(name);
    Map<String, @Nullable Boolean> written = written(type);

    assertThat(schema.path("properties").propertyNames())
        .as("properties of %s", name)
        .containsExactlyInAnyOrderElementsOf(written.keySet());
    written.forEach((field, nullable) -> {
      if (nullable != null) {
        assertThat(takesNull(schema.path("properties").path(field)))
            .as("whether %s.%s may be null", name, field)
            .isEqualTo(nullable);
      }
    });
  }

  /** The names of a type's fields, with whether each may be null; null where that is not known. */
  private static Map<String, @Nullable Boolean> written(Class<?> type) {
    Map<String, @Nullable Boolean> fields = new LinkedHashMap<>();
    boolean leftOut = leavesOutNulls(type);
    JSON.acceptJsonFormatVisitor(
        type,
        new JsonFormatVisitorWrapper.Base() {
          @Override
          public JsonObjectFormatVisitor expectObjectFormat(JavaType of) {
            return new JsonObjectFormatVisitor.Base(getContext()) {
              @Override
              public void property(BeanProperty property) {
                fields.put(property.getName(), leftOut ? null : nullable(type, property));
              }

              @Override
              public void optionalProperty(BeanProperty property) {
                property(property);
              }
            };
          }
        });
    return fields;
  }

  private static boolean leavesOutNulls(Class<?> type) {
    JsonInclude include = type.getAnnotation(JsonInclude.class);
    return include != null && include.value() != JsonInclude.Include.ALWAYS;
  }

  private static @Nullable Boolean nullable(Class<?> type, BeanProperty property) {
    if (property.getAnnotation(JsonInclude.class) != null) {
      return null;
    }
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getName().equals(property.getMember().getName()))
        .findFirst()
        .map(OpenApiTest::isNullable)
        .orElse(null);
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static boolean takesNull(JsonNode written) {
    JsonNode schema = API.resolve(written);
    if (schema.has("anyOf")) {
      for (JsonNode each : schema.path("anyOf")) {
        if (takesNull(each)) {
          return true;
        }
      }
      return false;
    }
    JsonNode type = schema.path("type");
    return type.isMissingNode() || type.asString("").equals("null") || texts(type).contains("null");
  }

  @Test
  void what_is_not_said_to_be_required_can_be_left_out() {
    for (Documented each : documents()) {
      JsonNode schema = API.schema(each.name());
      Class<?> type = each.type();
      Set<String> always = new TreeSet<>();
      written(type)
          .forEach((field, nullable) -> {
            if (nullable != null) {
              always.add(field);
            }
          });
      if (leavesOutNulls(type)) {
        assertThat(schema.path("properties").propertyNames())
            .as("%s", each.name())
            .containsAll(texts(schema.path("required")));
      } else {
        assertThat(texts(schema.path("required"))).as("%s", each.name()).containsAll(always);
      }
    }
  }

  @Test
  void the_words_of_the_api_are_those_of_the_code() {
    assertThat(texts(API.schema("State").path("enum")))
        .containsExactlyElementsOf(Arrays.stream(JobState.values()).map(JobState::text).toList());
    assertThat(API.schema("LimitsWish").path("properties").propertyNames())
        .containsExactlyElementsOf(Arrays.stream(Limit.values()).map(Limit::field).toList());
    assertThat(texts(API.schema("Decision").path("enum")))
        .containsExactlyElementsOf(lower(AuditedDecision.Verdict.values()));
    assertThat(texts(API.schema("JobError").path("properties").path("reason").path("enum")))
        .containsAll(lower(Failure.Reason.values()));
  }

  @Test
  void every_status_of_a_problem_is_one_that_some_call_may_have() {
    Set<String> statuses = new HashSet<>();
    for (PublishedApi.Operation operation : API.operations()) {
      statuses.addAll(operation.node().path("responses").propertyNames());
    }

    assertThat(
            Arrays.stream(ProblemKind.values())
                .filter(kind -> kind != ProblemKind.METHOD_NOT_ALLOWED))
        .isNotEmpty()
        .allSatisfy(
            kind -> assertThat(statuses).as("%s", kind).contains("" + kind.status().value()));
  }

  @Test
  void every_reference_leads_to_something() {
    List<String> dead = new ArrayList<>();
    PublishedApi.walk(
        "",
        API.root(),
        (at, node) -> {
          if (node.path("$ref").isString() && API.resolve(node).isMissingNode()) {
            dead.add(at);
          }
        });

    assertThat(dead).isEmpty();
  }

  @Test
  void every_part_that_has_a_name_is_used() {
    Set<String> used = new HashSet<>();
    PublishedApi.walk("", API.root(), (_, node) -> used.add(node.path("$ref").asString("")));
    List<String> unused = new ArrayList<>();
    API.root()
        .path("components")
        .forEachEntry((kind, parts) -> {
          for (String name : parts.propertyNames()) {
            if (!kind.equals("securitySchemes")
                && !used.contains("#/components/" + kind + "/" + name)) {
              unused.add(kind + "/" + name);
            }
          }
        });

    // The lines of a log are one, which a schema of a line-wise answer can't say.
    assertThat(unused).isEmpty();
  }

  @Test
  void every_call_says_what_it_is_and_how_it_can_fail() {
    Set<String> ids = new HashSet<>();
    Set<String> tags = new HashSet<>();
    API.root().path("tags").forEach(tag -> tags.add(tag.path("name").asString()));

    assertThat(API.operations())
        .isNotEmpty()
        .allSatisfy(operation -> {
          JsonNode node = operation.node();
          assertThat(ids.add(node.path("operationId").asString())).as("its own id").isTrue();
          assertThat(node.path("summary").asString()).isNotBlank().doesNotEndWith(".");
          assertThat(tags).containsAll(texts(node.path("tags")));
          boolean open = node.has("security") && node.path("security").isEmpty();
          assertThat(node.path("responses").has("401")).as("401").isNotEqualTo(open);
        });
  }

  static Stream<Arguments> examples() {
    List<Arguments> examples = new ArrayList<>();
    PublishedApi.walk(
        "",
        API.root(),
        (at, node) -> {
          if (node.has("schema")) {
            API.examples(node)
                .forEach((name, value) ->
                    examples.add(Arguments.of(at + " " + name, node.path("schema"), value)));
          }
        });
    return examples.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void an_example_is_right(String name, JsonNode schema, JsonNode value) {
    assertThat(API.faults(schema, value)).as(name).isEmpty();
  }

  @Test
  void what_is_wrong_is_found() {
    JsonNode job =
        API.root().path("components").path("examples").path("SucceededRun").path("value");
    JsonNode schema = JSON.readTree("{\"$ref\": \"#/components/schemas/Job\"}");
    assertThat(API.faults(schema, job)).isEmpty();

    for (String pair :
        List.of("\"state\": \"done\"", "\"attempt\": null", "\"colour\": 1", "\"logs\": [{}]")) {
      JsonNode wrong = JSON.readerForUpdating(job.deepCopy()).readValue("{" + pair + "}");
      assertThat(API.faults(schema, wrong)).as(pair).isNotEmpty();
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asString("null")));
    return texts;
  }

  private static List<String> lower(Enum<?>[] constants) {
    return Arrays.stream(constants).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }
}
