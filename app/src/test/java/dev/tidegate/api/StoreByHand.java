package dev.tidegate.api;

import dev.tidegate.job.JobId;
import dev.tidegate.job.JobQueue;
import dev.tidegate.job.JobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The real store, with a queue that has no entries, and with a hand on what requests get from it. A
 * service that is to run nothing by itself needs {@code tidegate.jobs.max-running=0} besides.
 */
@TestConfiguration(proxyBeanMethods = false)
class StoreByHand {

  @Bean
  @Primary
  JobQueue idleQueue() {
    return new IdleQueue();
  }

  @Bean
  Hand hand() {
    return new Hand();
  }

  @Bean
  @Primary
  JobStore storeByHand(@Qualifier("jobStore") JobStore store, Hand hand) {
    return (JobStore)
        Proxy.newProxyInstance(
            JobStore.class.getClassLoader(),
            new Class<?>[] {JobStore.class},
            (_, method, arguments) -> {
              hand.calls.computeIfAbsent(method.getName(), _ -> new LongAdder()).increment();
              var instead = hand.instead.get(method.getName());
              if (instead != null) {
                return instead.apply(arguments);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  /** What happens between requests and the store. */
  static final class Hand {

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<String, Function<@Nullable Object[], CompletionStage<?>>> instead =
        new ConcurrentHashMap<>();

    /** How often a method has been called. */
    long calls(String method) {
      return calls.getOrDefault(method, new LongAdder()).sum();
    }

    /** Answers a method in the store's place, until {@link #letGo()}. */
    void answer(String method, Function<@Nullable Object[], CompletionStage<?>> answer) {
      instead.put(method, answer);
    }

    void letGo() {
      instead.clear();
    }
  }

  private static final class IdleQueue implements JobQueue {

    @Override
    public Map<JobId, Long> pick(Collection<JobId> ids, String node, Instant now) {
      return ids.stream().collect(Collectors.toMap(id -> id, _ -> 1L));
    }

    @Override
    public void add(Collection<JobId> ids, Instant due) {}

    @Override
    public void release(JobId id, long lease, Instant due) {}

    @Override
    public void remove(Collection<JobId> ids) {}

    @Override
    public void wake() {}
  }
}
