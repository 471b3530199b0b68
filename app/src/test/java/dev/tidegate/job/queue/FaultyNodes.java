package dev.tidegate.job.queue;

import static org.awaitility.Awaitility.await;

import dev.tidegate.job.store.RestartablePostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Nodes that share a database, to all of which things happen. At least one is always well. */
final class FaultyNodes implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LONGEST_DOWN = 8_000;

  /** Longer than the 30 s after which others take a node for dead. */
  private static final Duration FROZEN = Duration.ofSeconds(90);

  private final RestartablePostgres database;
  private final List<String> properties;
  private final AtomicReferenceArray<ServiceProcess> nodes;
  private final boolean[] frozen;
  private final List<ServiceProcess> all = new ArrayList<>();
  private final List<Future<?>> thaws = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

  /** What happens. */
  enum Fault {
    KILL,
    FREEZE,
    TERMINATE,
    RESTART_DATABASE,
    KILL_DATABASE
  }

  FaultyNodes(RestartablePostgres database, int count, String... properties) throws Exception {
    this.database = database;
    this.properties = List.of(properties);
    nodes = new AtomicReferenceArray<>(count);
    frozen = new boolean[count];
    for (int node = 0; node < count; node++) {
      nodes.set(node, launch());
    }
    for (ServiceProcess service : all) {
      service.ready();
    }
  }

  private void start(int node) throws Exception {
    nodes.set(node, launch().ready());
  }

  private ServiceProcess launch() throws IOException {
    List<String> arguments = new ArrayList<>(properties);
    arguments.add("--spring.datasource.url=" + database.url());
    ServiceProcess service = ServiceProcess.start(arguments.toArray(String[]::new));
    all.add(service);
    return service;
  }

  /** One of them, in whatever state it is. */
  ServiceProcess any(Random random) {
    return nodes.get(random.nextInt(nodes.length()));
  }

  /** How often each thing has happened. */
  Map<Fault, Integer> faults() {
    return faults;
  }

  /**
   * Has something happen, and makes it good again.
   *
   * @param over ends what takes long early
   */
  void suffer(Fault fault, Random random, CountDownLatch over) throws Exception {
    int node = well(random);
    Duration down = Duration.ofMillis(random.nextInt(LONGEST_DOWN));
    System.out.printf("%s, node %d, for %s%n", fault, node, down);
    faults.merge(fault, 1, Integer::sum);
    switch (fault) {
      case KILL -> {
        nodes.get(node).kill();
        pause(over, down);
        start(node);
      }
      case TERMINATE -> {
        nodes.get(node).terminate();
        nodes.get(node).exit();
        start(node);
      }
      case FREEZE -> freeze(node);
      case RESTART_DATABASE -> database.restart();
      case KILL_DATABASE -> {
        database.kill();
        pause(over, down);
        database.start();
      }
    }
  }

  private void freeze(int node) throws Exception {
    synchronized (frozen) {
      frozen[node] = true;
    }
    ServiceProcess service = nodes.get(node);
    service.freeze();
    thaws.add(
        threads.submit(() -> {
          // It stays so for its time, whatever ends meanwhile.
          pause(new CountDownLatch(1), FROZEN);
          service.thaw();
          awaitReady(service);
          synchronized (frozen) {
            frozen[node] = false;
          }
          return null;
        }));
  }

  /** Never the last one. */
  private int well(Random random) {
    synchronized (frozen) {
      int node = random.nextInt(frozen.length);
      while (frozen[node]) {
        node = (node + 1) % frozen.length;
      }
      return node;
    }
  }

  /** Whether one more may be frozen. */
  boolean canFreeze() {
    synchronized (frozen) {
      for (boolean one : frozen) {
        if (one) {
          return false;
        }
      }
      return true;
    }
  }

  /** Waits until all are well again. */
  void recover() throws Exception {
    for (Future<?> thaw : thaws) {
      thaw.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    for (int node = 0; node < nodes.length(); node++) {
      awaitReady(nodes.get(node));
    }
  }

  private static void awaitReady(ServiceProcess service) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> service.status("/actuator/health/readiness") == 200);
  }

  /** Waits for a while, or until all is over. */
  static void pause(CountDownLatch over, Duration pause) throws InterruptedException {
    boolean _ = over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    all.forEach(ServiceProcess::close);
  }
}
