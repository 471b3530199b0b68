package dev.tidegate.api;

import dev.tidegate.access.CallerRights;
import dev.tidegate.egress.UrlAccess;
import dev.tidegate.policy.AccessControl;
import dev.tidegate.policy.AccessRequest;
import dev.tidegate.policy.Actions;
import dev.tidegate.policy.Actor;
import dev.tidegate.policy.GroupId;
import dev.tidegate.policy.PolicyException;
import dev.tidegate.policy.PolicyLoader;
import dev.tidegate.policy.PolicySet;
import dev.tidegate.policy.reload.PolicyReload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v1/policies}: what is in force, what it would decide, and whether others could be. */
@RestController
@RequestMapping("/v1/policies")
final class PolicyController {

  private final AccessControl control;
  private final PolicyReload reload;
  private final CallerRights rights;
  private final BodyReader body;
  private final DeskWork desk;
  private final JsonMapper json;

  PolicyController(
      AccessControl control,
      PolicyReload reload,
      CallerRights rights,
      BodyReader body,
      DeskWork desk,
      JsonMapper json) {
    this.control = control;
    this.reload = reload;
    this.rights = rights;
    this.body = body;
    this.desk = desk;
    this.json = json;
  }

  @GetMapping
  Mono<ResponseEntity<byte[]>> inForce(@AuthenticationPrincipal Actor caller) {
    return answer(() -> {
      rights.require(caller, Actions.POLICY_READ);
      return PolicyDocument.of(reload);
    });
  }

  @PostMapping(path = "/evaluate", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> evaluate(
      ServerHttpRequest request, @AuthenticationPrincipal Actor caller) {
    return body.read(request, QuestionReader.MAX_BYTES)
        .flatMap(bytes -> answer(() -> explain(QuestionReader.read(bytes), caller)));
  }

  @PostMapping(
      path = "/validate",
      consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"})
  Mono<ResponseEntity<byte[]>> validateFile(ServerHttpRequest request) {
    return body.read(request)
        .flatMap(
            bytes -> answer(() -> validate(PolicyTexts.ofYaml(bytes, request.getQueryParams()))));
  }

  @PostMapping(path = "/validate", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> validateFiles(ServerHttpRequest request) {
    return body.read(request).flatMap(bytes -> answer(() -> validate(PolicyTexts.ofJson(bytes))));
  }

  private ExplanationDocument explain(Question question, Actor caller) {
    boolean ofOther = question.actor() != null;
    if (ofOther) {
      rights.require(caller, Actions.POLICY_READ);
    }
    Actor actor = question.actor() == null ? caller : question.actor();
    AccessRequest request = asked(actor, question);
    return ExplanationDocument.of(
        request,
        control.explain(request),
        unknownGroups(actor),
        ofOther || rights.includes(caller, Actions.POLICY_READ));
  }

  private static AccessRequest asked(Actor actor, Question question) {
    try {
      return UrlAccess.asked(actor, question.action(), question.resource(), question.meta());
    } catch (IllegalArgumentException noUrl) {
      throw ProblemException.invalid(
          List.of(new Problem.Fault("/resource", "can't be asked about: " + noUrl.getMessage())));
    }
  }

  /** A group that no policy names is not wrong, but mostly misspelt. */
  private List<String> unknownGroups(Actor actor) {
    Set<String> known = new HashSet<>();
    for (GroupId group : control.policies().current().groups()) {
      known.add(group.toString());
      known.add(group.name());
    }
    return actor.groups().stream().filter(group -> !known.contains(group)).sorted().toList();
  }

  private static ValidationDocument validate(SortedMap<String, byte[]> files) {
    try {
      PolicySet set = PolicyLoader.parse(files);
      return ValidationDocument.of(set);
    } catch (PolicyException refused) {
      return ValidationDocument.of(refused);
    }
  }

  private Mono<ResponseEntity<byte[]>> answer(Callable<Object> document) {
    return desk.answer(() ->
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .body(json.writeValueAsBytes(document.call())));
  }
}
