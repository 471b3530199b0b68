package dev.tidegate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import dev.tidegate.cli.TidegateService;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Rules about what any class may use and be called. */
class CodingRulesTest {

  /**
   * LuaJ's own execution: unmetered closures, binary chunks, a platform thread for each coroutine,
   * globals that find files and classes, tables that hash as scripts can foresee.
   */
  private static final Set<String> LUAJ_EXECUTION =
      Set.of(
          "org.luaj.vm2.Globals",
          "org.luaj.vm2.LoadState",
          "org.luaj.vm2.LuaClosure",
          "org.luaj.vm2.LuaTable",
          "org.luaj.vm2.LuaThread",
          "org.luaj.vm2.LuaUserdata",
          "org.luaj.vm2.UpValue");

  @Test
  void luaj_gives_the_values_but_no_compiler_no_library_and_no_execution() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAPackage("org.luaj.vm2.lib..")
                    .or(resideInAPackage("org.luaj.vm2.compiler.."))
                    .or(resideInAPackage("org.luaj.vm2.luajc.."))
                    .or(resideInAPackage("org.luaj.vm2.script.."))
                    .or(named(LUAJ_EXECUTION))));
  }

  @Test
  void the_metatables_that_luaj_has_for_all_of_a_jvm_are_not_touched() {
    check(
        noClasses()
            .should()
            .accessFieldWhere(
                describe(
                    "the field is one of LuaJ's static metatables",
                    access -> access.getTarget().getName().equals("s_metatable"))));
  }

  @Test
  void schemas_have_no_means_of_loading_anything() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.tidegate.lua.schema..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.io..")
                    .or(resideInAPackage("java.net.http.."))
                    .or(resideInAPackage("java.nio.channels.."))
                    .or(resideInAPackage("java.nio.file.."))
                    .or(
                        named(
                            Set.of(
                                "java.lang.ClassLoader",
                                "java.net.Socket",
                                "java.net.URL",
                                "java.net.URLConnection")))));
  }

  @Test
  void times_are_of_java_time() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                named(
                    Set.of(
                        "java.util.Date",
                        "java.util.Calendar",
                        "java.util.GregorianCalendar",
                        "java.sql.Date",
                        "java.sql.Timestamp",
                        "java.text.SimpleDateFormat"))));
  }

  @Test
  void wiring_goes_through_constructors() {
    check(
        noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource"));
  }

  @Test
  void every_configuration_is_part_of_the_service() {
    Import parts = Objects.requireNonNull(TidegateService.class.getAnnotation(Import.class));

    assertThat(Stream.of(parts.value()).map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(
            ProductClasses.all().stream()
                .filter(each -> each.isAnnotatedWith(Configuration.class))
                .map(JavaClass::getName)
                .toList());
  }

  @Test
  void every_package_says_what_it_is_for_and_is_null_marked() {
    assertThat(packagesWithClasses())
        .isNotEmpty()
        .allSatisfy(each ->
            assertThat(each.isAnnotatedWith(NullMarked.class))
                .as("%s has a @NullMarked package-info", each.getName())
                .isTrue());
  }

  @Test
  void names_say_what_a_class_is() {
    check(
        classes()
            .should()
            .haveNameNotMatching(".*(Utils?|Impl|Helpers?|Manager|Common)$")
            .andShould()
            .haveNameNotMatching(".*\\.(utils?|impl|helpers?|common|dto|config)\\..*"));
  }

  private static Set<JavaPackage> packagesWithClasses() {
    return ProductClasses.all().stream().map(JavaClass::getPackage).collect(toSet());
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe("are one of " + names, type -> names.contains(type.getName()));
  }

  private static void check(ArchRule rule) {
    rule.check(ProductClasses.all());
  }
}
