package dev.tidegate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package may see which: the product's own packages, and libraries. */
class DependencyTableTest {

  private static final List<String> JDK = List.of("java..", "javax..", "org.jspecify..");
  private static final List<String> LUAJ = List.of("org.luaj.vm2..");

  private static final List<String> CACHE = List.of("com.github.benmanes.caffeine.cache..");

  private static final List<String> BUCKETS = List.of("io.github.bucket4j..");

  private static final List<String> TOKENS = List.of("com.nimbusds.jose..");

  /** Regular expressions that no text and no expression makes slow. */
  private static final List<String> REGEX = List.of("com.google.re2j..");

  /** The compiler's tree consists of lists and maps of Guava's. */
  private static final List<String> CEL = List.of("dev.cel..", "com.google.common.collect..");

  private static final List<String> YAML = List.of("org.snakeyaml.engine..");
  private static final List<String> NETTY = List.of("io.netty..");
  private static final List<String> DATABASE =
      List.of("org.flywaydb.core..", "com.zaxxer.hikari..", "org.sqlite..", "org.postgresql..");

  private static final List<String> LOG = List.of("org.slf4j..");
  private static final List<String> LOGBACK = List.of("ch.qos.logback..");
  private static final List<String> TRACES = List.of("io.opentelemetry..");
  private static final List<String> SPRING =
      List.of(
          "org.springframework..",
          "reactor..",
          "org.reactivestreams..",
          "io.micrometer..",
          "tools.jackson..",
          "com.fasterxml.jackson.annotation..",
          "org.slf4j..");

  /** A package sees itself, these packages of the product, and these libraries; nothing else. */
  record Row(String name, List<String> own, List<String> libraries) {

    String qualified() {
      return ProductClasses.ROOT + "." + name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, List<String> own, List<String> libraries) {
    return new Row(name, own, libraries);
  }

  static final List<Row> TABLE =
      List.of(
          row("lua", List.of(), and(JDK, LUAJ)),
          row("lua.compiler", List.of("lua"), and(JDK, LUAJ)),
          row("lua.vm", List.of("lua", "lua.compiler"), and(JDK, LUAJ)),
          row("lua.lib", List.of("lua", "lua.vm"), and(JDK, LUAJ)),
          row("lua.fiber", List.of(), and(JDK, List.of("jdk.internal.vm", "com.sun.management"))),
          row("lua.task", List.of("lua", "lua.vm", "lua.fiber"), and(and(JDK, LUAJ), CACHE)),
          row("regex", List.of(), and(JDK, REGEX)),
          row("lua.regexp", List.of("lua", "regex"), and(JDK, REGEX)),
          row("lua.schema", List.of("lua", "lua.regexp"), and(and(JDK, LUAJ), CACHE)),
          row(
              "lua.module",
              List.of(
                  "lua",
                  "lua.module.compress",
                  "lua.module.crypto",
                  "lua.module.text",
                  "lua.module.time",
                  "lua.module.yaml",
                  "lua.schema",
                  "lua.task"),
              and(JDK, LUAJ)),
          row("lua.module.compress", List.of("lua"), and(JDK, LUAJ)),
          row("lua.module.crypto", List.of("lua"), and(and(JDK, LUAJ), TOKENS)),
          row("lua.module.text", List.of("lua", "lua.regexp"), and(and(JDK, LUAJ), REGEX)),
          row("lua.module.time", List.of("lua", "lua.task"), and(and(JDK, LUAJ), CACHE)),
          row("lua.module.yaml", List.of("lua"), and(and(JDK, LUAJ), YAML)),
          row(
              "policy",
              List.of("policy.expression", "regex"),
              and(and(JDK, YAML), and(REGEX, CACHE))),
          row("policy.expression", List.of("regex"), and(JDK, CEL)),
          row("reload", List.of(), JDK),
          row("policy.reload", List.of("policy", "reload"), JDK),
          row("egress", List.of("policy"), JDK),
          row("security", List.of("egress", "lua", "policy"), and(JDK, LUAJ)),
          row("variable", List.of(), JDK),
          row("env", List.of("lua", "policy", "security", "variable"), and(JDK, LUAJ)),
          row("policy.trial", List.of("policy", "egress", "security"), JDK),
          row(
              "websocket",
              List.of("lua", "lua.task", "policy", "egress", "security", "variable"),
              and(JDK, LUAJ)),
          row(
              "websocket.netty",
              List.of("websocket", "egress", "lua", "lua.fiber"),
              and(and(JDK, NETTY), LOG)),
          row("job", List.of("lua", "policy"), and(JDK, SPRING)),
          row("job.store", List.of("job", "lua", "policy"), and(JDK, and(SPRING, DATABASE))),
          row(
              "job.queue",
              List.of("job", "lua", "policy"),
              and(JDK, and(SPRING, List.of("com.github.kagkarlsson.scheduler..")))),
          row(
              "access",
              List.of("policy", "reload"),
              and(
                  and(JDK, SPRING),
                  and(and(CACHE, BUCKETS), and(TOKENS, List.of("com.nimbusds.jwt.."))))),
          row("audit", List.of("job", "policy", "policy.reload"), and(and(JDK, SPRING), LOGBACK)),
          row(
              "api",
              List.of(
                  "access",
                  "audit",
                  "egress",
                  "job",
                  "lua",
                  "policy",
                  "policy.reload",
                  "websocket"),
              and(and(JDK, SPRING), and(YAML, List.of("io.netty.channel..")))),
          row(
              "telemetry",
              List.of(
                  "access",
                  "api",
                  "audit",
                  "egress",
                  "job",
                  "job.store",
                  "lua",
                  "policy",
                  "policy.reload",
                  "websocket"),
              and(and(JDK, SPRING), and(TRACES, List.of("io.netty.channel..")))),
          row("console", List.of("api"), and(JDK, SPRING)),
          row("client", List.of("job"), and(JDK, List.of("picocli..", "tools.jackson.."))),
          row(
              "cli",
              List.of(
                  "access",
                  "api",
                  "audit",
                  "client",
                  "console",
                  "egress",
                  "env",
                  "job",
                  "job.queue",
                  "job.store",
                  "lua",
                  "lua.fiber",
                  "lua.lib",
                  "lua.module",
                  "lua.task",
                  "lua.vm",
                  "policy",
                  "policy.reload",
                  "policy.trial",
                  "reload",
                  "security",
                  "telemetry",
                  "variable",
                  "websocket",
                  "websocket.netty"),
              and(and(JDK, SPRING), and(NETTY, List.of("picocli..")))));

  @ParameterizedTest
  @FieldSource("TABLE")
  void a_package_sees_only_what_its_row_lists(Row row) {
    var allowed =
        Stream.of(
                Stream.of(row.qualified()),
                row.own().stream().map(name -> ProductClasses.ROOT + "." + name),
                row.libraries().stream())
            .flatMap(names -> names)
            .toArray(String[]::new);

    classes()
        .that(resideInAPackage(row.qualified()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(PRIMITIVES))
        .allowEmptyShould(true)
        .check(ProductClasses.all());
  }

  @Test
  void every_package_has_a_row() {
    Set<String> listed = TABLE.stream().map(Row::qualified).collect(toSet());

    assertThat(ProductClasses.all().stream().map(JavaClass::getPackageName).collect(toSet()))
        .as("packages of the product")
        .isSubsetOf(listed);
  }

  @Test
  void packages_form_no_cycle() {
    slices()
        .matching(ProductClasses.ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .check(ProductClasses.all());
  }

  private static final DescribedPredicate<JavaClass> PRIMITIVES =
      describe("are primitive", type -> type.getBaseComponentType().isPrimitive());

  private static List<String> and(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
