package dev.tidegate.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as the service does, each path with its answers one after another. */
final class StubService implements AutoCloseable {

  /** What the service was asked. */
  record Asked(String method, String path, Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** An answer. */
  @FunctionalInterface
  interface Answer {

    void to(HttpExchange exchange) throws IOException;
  }

  /** Ends an exchange without ending its answer. */
  private static final class Break extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  StubService() {
    this(create());
  }

  StubService(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Adds answers to a method and a path; the last one is given again and again. */
  StubService on(String call, Answer... more) {
    answers.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(more));
    return this;
  }

  /** What was asked so far. */
  List<Asked> asked() {
    return asked;
  }

  /** The paths, with their queries, of all that was asked. */
  List<String> paths() {
    return asked.stream().map(each -> each.method() + " " + each.path()).toList();
  }

  static Answer json(int status, String body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      send(exchange, status, body);
    };
  }

  static Answer problem(int status, String body, String... header) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
      for (int i = 0; i < header.length; i += 2) {
        exchange.getResponseHeaders().set(header[i], header[i + 1]);
      }
      send(exchange, status, body);
    };
  }

  static Answer nothing(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  /** Lines, and the end of the answer. */
  static Answer lines(String... lines) {
    return exchange -> {
      OutputStream body = open(exchange, lines);
      body.close();
    };
  }

  /** Lines, and then the connection breaks. */
  static Answer brokenAfter(String... lines) {
    return exchange -> {
      open(exchange, lines);
      throw new Break();
    };
  }

  /** Lines, and then nothing until this is closed. */
  Answer heldAfter(String... lines) {
    return exchange -> {
      OutputStream body = open(exchange, lines);
      try {
        closing.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      body.close();
    };
  }

  private static OutputStream open(HttpExchange exchange, String... lines) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (String line : lines) {
      body.write(line.getBytes(StandardCharsets.UTF_8));
    }
    body.flush();
    return body;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            path,
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    next(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()).to(exchange);
    exchange.close();
  }

  private Answer next(String call) {
    Deque<Answer> queue = answers.getOrDefault(call, new ArrayDeque<>());
    Answer answer = queue.size() > 1 ? queue.poll() : queue.peek();
    return Objects.requireNonNullElseGet(
        answer,
        () -> problem(404, "{\"title\": \"There is nothing here\", \"detail\": \"" + call + "\"}"));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
