package dev.tidegate.api;

import dev.tidegate.access.NotAllowedException;
import dev.tidegate.access.QuotaExceededException;
import dev.tidegate.job.StoreUnavailableException;
import dev.tidegate.job.TraceParent;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever ends a request early into a problem document; the only place that does. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemHandler implements ErrorWebExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RequestTraces traces;
  private final JsonMapper json;

  ProblemHandler(RequestTraces traces, JsonMapper json) {
    this.traces = traces;
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(fault)) {
      return Mono.error(fault);
    }
    Problem problem = problem(exchange, fault);
    HttpHeaders headers = response.getHeaders();
    // What a handler had prepared for its own answer says nothing about this one.
    headers.remove(HttpHeaders.CONTENT_LENGTH);
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    addHeaders(headers, problem.kind(), fault);
    response.setStatusCode(problem.kind().status());
    return response.writeWith(
        Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(problem))));
  }

  private Problem problem(ServerWebExchange exchange, Throwable fault) {
    return switch (fault) {
      case ProblemException known -> known.problem();
      case AuthenticationServiceException _ ->
          Problem.of(
              ProblemKind.IDENTITY_UNAVAILABLE,
              "the keys of whoever issues the tokens can't be had; the token may be right");
      case AuthenticationException _ ->
          Problem.of(
              ProblemKind.UNAUTHORIZED, "send the header Authorization: Bearer <token> with it");
      case QuotaExceededException refused -> Problem.of(ProblemKind.ACTOR_LIMIT, refused.why());
      case NotAllowedException refused -> Problem.of(ProblemKind.FORBIDDEN, refused.why());
      case AccessDeniedException _ ->
          Problem.of(ProblemKind.FORBIDDEN, "your token does not allow this");
      case ServerExchangeRejectedException _ ->
          Problem.of(ProblemKind.INVALID_REQUEST, "the request line or a header is malformed");
      case StoreUnavailableException unavailable -> {
        // Whoever keeps the store says in the log that it is away; each request would flood it.
        LOG.debug("The store is away", unavailable);
        yield Problem.of(
            ProblemKind.STORE_UNAVAILABLE, "nothing was changed; the request may be sent again");
      }
      case ErrorResponse answer -> ofStatus(exchange, answer);
      default -> {
        error(exchange)
            .setCause(fault)
            .log(
                "{} {} failed",
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().value());
        yield Problem.of(ProblemKind.INTERNAL, "the request may be sent again");
      }
    };
  }

  private Problem ofStatus(ServerWebExchange exchange, ErrorResponse answer) {
    String path = exchange.getRequest().getPath().value();
    String method = exchange.getRequest().getMethod().name();
    HttpStatus status = HttpStatus.resolve(answer.getStatusCode().value());
    return switch (status) {
      case NOT_FOUND -> Problem.of(ProblemKind.NOT_FOUND, "no resource at " + path);
      case METHOD_NOT_ALLOWED ->
          Problem.of(ProblemKind.METHOD_NOT_ALLOWED, path + " does not support " + method);
      case NOT_ACCEPTABLE ->
          Problem.of(ProblemKind.NOT_ACCEPTABLE, "nothing here is of an accepted media type");
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "supported are "
                  + MediaType.toString(
                      MediaType.parseMediaTypes(answer.getHeaders().get(HttpHeaders.ACCEPT))));
      case CONTENT_TOO_LARGE -> Problem.of(ProblemKind.TOO_LARGE, "the body is too large");
      case null, default -> {
        if (answer.getStatusCode().is4xxClientError()) {
          yield Problem.of(ProblemKind.INVALID_REQUEST, "the request could not be read");
        }
        error(exchange).log("{} {} was answered with {}", method, path, answer.getStatusCode());
        yield Problem.of(ProblemKind.INTERNAL, "the request may be sent again");
      }
    };
  }

  private LoggingEventBuilder error(ServerWebExchange exchange) {
    TraceParent trace = traces.of(exchange.getRequest());
    LoggingEventBuilder line = LOG.atError();
    return trace == null ? line : line.addKeyValue("trace.id", trace.traceId());
  }

  private static void addHeaders(HttpHeaders headers, ProblemKind kind, Throwable fault) {
    switch (kind) {
      case UNAUTHORIZED ->
          headers.set(
              HttpHeaders.WWW_AUTHENTICATE,
              fault instanceof BadCredentialsException
                  ? "Bearer error=\"invalid_token\""
                  : "Bearer");
      case ACTOR_LIMIT ->
          headers.set(
              HttpHeaders.RETRY_AFTER,
              Long.toString(
                  fault instanceof QuotaExceededException quota ? seconds(quota.retryAfter()) : 1));
      case IDENTITY_UNAVAILABLE, NO_ROOM, STORE_UNAVAILABLE ->
          headers.set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
      case METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE -> {
        if (fault instanceof ErrorResponse answer) {
          headers.addAll(answer.getHeaders());
        }
      }
      default -> {}
    }
  }

  /** Rounded up, because a try that comes too early fails once more. */
  private static long seconds(Duration time) {
    return Math.max(1, time.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
