package dev.tidegate.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The requests that are measured. */
enum Request {
  /** Nothing but the server, behind the same token. */
  EMPTY("an empty endpoint", EmptyEndpoint.PATH, ""),
  /** A script that returns at once, within the request. */
  RUN("POST /v1/run", "/v1/run?memory=1MiB", ""),
  /** The same script as a job that is kept, and the wait for its result. */
  JOB("POST /v1/jobs, Prefer: wait", "/v1/jobs?memory=1MiB", "Prefer: wait=30\r\n");

  static final String TOKEN = "a-token-for-measurements";

  private static final String SCRIPT = "return 1 + 1";

  private final String title;
  private final String path;
  private final String header;

  Request(String title, String path, String header) {
    this.title = title;
    this.path = path;
    this.header = header;
  }

  String title() {
    return title;
  }

  /** The request as it goes over a connection. */
  byte[] bytes() {
    return String.format(
            Locale.ROOT,
            "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                + "Content-Type: text/x-lua\r\nContent-Length: %d\r\n%s\r\n%s",
            path,
            TOKEN,
            SCRIPT.length(),
            header,
            SCRIPT)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
