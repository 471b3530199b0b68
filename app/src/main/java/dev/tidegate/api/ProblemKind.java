package dev.tidegate.api;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The problems that clients can tell apart; their types and statuses never change. */
enum ProblemKind {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "A valid bearer token is needed"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "This is not allowed"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not supported here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "None of the accepted media types can be given"),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not supported"),
  SCRIPT_NOT_COMPILED(HttpStatus.UNPROCESSABLE_CONTENT, "The script is not valid Lua"),
  ACTOR_LIMIT(HttpStatus.TOO_MANY_REQUESTS, "The actor has as much of this as it may have"),
  IDENTITY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The token can't be checked at the moment"),
  NO_ROOM(HttpStatus.SERVICE_UNAVAILABLE, "There is no room for it at the moment"),
  IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT, "The idempotency key stands for another request"),
  JOB_ENDED(HttpStatus.CONFLICT, "The job has ended"),
  JOB_ACTIVE(HttpStatus.CONFLICT, "The job has not ended"),
  STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Jobs can't be read or written at the moment"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

  private static final String BASE = "https://tidegate.dev/problems/";

  private final HttpStatus status;
  private final String title;

  ProblemKind(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The URI that clients compare. */
  URI type() {
    return URI.create(BASE + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
