package dev.tidegate.policy.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.policy.Finding;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasesTest {

  private static final String POLICIES =
      """
      version: "1.0"
      namespace: app
      entries:
        - name: prices
          kind: security.policy
          policy:
            actions: ["websocket.connect", "websocket.connect.url"]
            resources: ["", "wss://prices.example.com/*"]
            effect: allow
          groups: [readers]
      """;

  private static final PolicySet SET = PolicyLoader.parse("app.yaml", POLICIES);

  private static final String CASE =
      """
      version: "1.0"
      namespace: app
      actors:
        ann: {id: ann, groups: [readers]}
      cases:
        - name: first
          actor: ann
          connect: wss://prices.example.com/
          expect: {decision: allow, by: prices}
      """;

  private static List<String> faults(String yaml) {
    return switch (Cases.parse("app.test.yaml", yaml, SET)) {
      case Cases.Usable _ -> List.of();
      case Cases.Refused(List<Finding> faults) -> faults.stream().map(Finding::toString).toList();
    };
  }

  @Test
  void a_connect_is_both_questions_that_a_script_leads_to() {
    assertThat(Cases.parse("app.test.yaml", CASE, SET))
        .asInstanceOf(InstanceOfAssertFactories.type(Cases.Usable.class))
        .extracting(Cases.Usable::cases)
        .asInstanceOf(InstanceOfAssertFactories.list(Case.class))
        .singleElement()
        .satisfies(only -> {
          assertThat(only.name()).isEqualTo("first");
          assertThat(only.line()).isEqualTo(6);
          assertThat(only.column()).isEqualTo(5);
          assertThat(only.requests())
              .extracting(request -> request.action() + " " + request.resource())
              .containsExactly(
                  "websocket.connect ", "websocket.connect.url wss://prices.example.com/");
          assertThat(only.requests().get(1).meta().values())
              .containsEntry("host", "prices.example.com")
              .containsKey("job");
        });
  }

  @Test
  void a_url_is_asked_about_in_canonical_form() {
    assertThat(
            ((Cases.Usable)
                    Cases.parse(
                        "app.test.yaml",
                        CASE.replace(
                            "wss://prices.example.com/", "WSS://Prices.Example.com:443/a/../b?q=1"),
                        SET))
                .cases()
                .getFirst()
                .requests()
                .getLast()
                .resource())
        .isEqualTo("wss://prices.example.com/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          namespace: app      | colour: red | 2:1: unknown key "colour" in the file; known are version, namespace, actors, cases
          version: "1.0"      | version: 2 | 1:10: the version must be "1.0"
          version: "1.0"      | namespace: x | 1:1: "version" is missing
          - name: first       | - nome: first | 6:5: "name" is missing
          actor: ann          | actor: bob | 7:12: there is no actor "bob" under actors; known are ann
          actor: ann          | actor: {id: bob, groups: reader} | 7:30: no policy is for the group "reader"; known are app:readers
          actor: ann          | actor: {groups: readers} | 7:12: "id" is missing
          actor: ann          | job: {} | 6:5: "actor" is missing
          actor: ann          | actor: {id: a, meta: {n: 99999999999999999999}} | 7:30: a whole number must fit 64 bits; put it in quotes to make it text
          actor: ann          | actor: {id: a, meta: {n: .inf}} | 7:30: ".inf" is no value; put it in quotes to make it text
          actor: ann          | actor: {id: a, meta: [1]} | 7:26: "meta" must be a mapping
          connect: wss://prices.example.com/ | connect: https://prices.example.com/ | 8:14: no URL to connect to: the scheme must be ws or wss
          connect: wss://prices.example.com/ | action: websocket.connect.url | 6:5: "resource" is missing
          connect: wss://prices.example.com/ | job: {} | 6:5: a case has "connect", or "action" and "resource"
          connect: wss://prices.example.com/ | {connect: "wss://prices.example.com/", resource: ""} | is no YAML
          expect: {decision: allow, by: prices} | expect: allowed | 9:13: "allowed" is no decision; write allow, deny or undefined
          expect: {decision: allow, by: prices} | expect: {decision: deny, in_shadow: no} | 9:41: "no" is no decision
          expect: {decision: allow, by: prices} | expect: {by: prices} | 9:13: "decision" is missing
          expect: {decision: allow, by: prices} | expect: {decision: allow, by: price} | 9:35: there is no policy "price"; write the name of an entry, or namespace:name
          actor: ann          | meta: {job: {}} | 7:11: "meta" can't stand beside "connect"
          expect: {decision: allow, by: prices} | colour: red | 6:5: "expect" is missing
          """)
  void a_fault_is_named_with_its_place(String text, String instead, String fault) {
    assertThat(faults(CASE.replace(text, instead)))
        .anySatisfy(each -> assertThat(each).startsWith("app.test.yaml:").contains(fault));
  }

  @Test
  void all_faults_are_named_at_once() {
    assertThat(
            faults(
                """
                version: "1.0"
                cases:
                  - {name: one, actor: ann, connect: "wss://a.example/", expect: allow}
                  - {name: one, actor: {id: ann}, connect: "wss://a.example/", expect: {decision: maybe, by: x}}
                """))
        .containsExactly(
            "app.test.yaml:3:24: there is no actor \"ann\" under actors; known are none",
            "app.test.yaml:4:12: case \"one\" stands here a second time",
            "app.test.yaml:4:83: \"maybe\" is no decision; write allow, deny or undefined",
            "app.test.yaml:4:94: there is no policy \"x\"; write namespace:name, or give the file a"
                + " namespace");
  }

  @Test
  void an_empty_file_says_what_it_should_hold() {
    assertThat(faults("# nothing\n"))
        .containsExactly("app.test.yaml: is empty; expected version and cases");
  }

  @Test
  void files_of_tests_stand_beside_policies_and_are_none(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("app.yaml"), POLICIES);
    PolicySet without = PolicyLoader.load(directory);
    Files.writeString(directory.resolve("b.test.yaml"), CASE);
    Files.writeString(directory.resolve("a.TEST.yml"), CASE.replace("first", "second"));
    Files.writeString(directory.resolve(".hidden.test.yaml"), "nonsense");

    PolicySet set = PolicyLoader.load(directory);

    assertThat(set.revision()).isEqualTo(without.revision());
    assertThat(((Cases.Usable) Cases.read(directory, set)).cases())
        .extracting(Case::name)
        .containsExactly("second", "first");
  }

  @Test
  void a_directory_without_tests_is_a_fault(@TempDir Path directory) {
    assertThat(Cases.read(directory, SET))
        .isEqualTo(
            new Cases.Refused(
                List.of(
                    new Finding(
                        directory.toString(),
                        0,
                        0,
                        "holds no tests (*.test.yaml or *.test.yml)"))));
  }
}
