package dev.tidegate.job;

import dev.tidegate.lua.Limits;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.ApplicationConversionService;

/**
 * What one job may use.
 *
 * @param defaults the limits of a job that asks for none ({@code tidegate.limits.default.*})
 * @param max the most that a job may ask for
 * @param source the longest script
 */
@ConfigurationProperties("tidegate.limits")
record LimitsProperties(
    @Name("default") @DefaultValue Defaults defaults,
    @DefaultValue Most max,
    @DefaultValue("256KiB") ByteSize source) {

  /** Refuses defaults that are beyond the most. */
  LimitsProperties {
    range(defaults, max);
  }

  /** What applies where nothing is configured. */
  static LimitsProperties unconfigured() {
    ApplicationConversionService conversion = new ApplicationConversionService();
    conversion.addConverter(String.class, ByteSize.class, ByteSize::parse);
    return new Binder(List.of(), null, conversion, null)
        .bindOrCreate("tidegate.limits", Bindable.of(LimitsProperties.class));
  }

  /** The range that the limits of a job are taken from. */
  LimitRange range() {
    return range(defaults, max);
  }

  private static LimitRange range(Defaults defaults, Most max) {
    return new LimitRange(
        new Limits(
            defaults.wallTime(),
            defaults.instructions(),
            defaults.memory().bytes(),
            defaults.output().bytes(),
            defaults.result().bytes(),
            defaults.connections(),
            defaults.coroutines(),
            defaults.timers(),
            defaults.channelCapacity(),
            defaults.allocation().bytes()),
        new Limits(
            max.wallTime(),
            max.instructions(),
            max.memory().bytes(),
            max.output().bytes(),
            max.result().bytes(),
            max.connections(),
            max.coroutines(),
            defaults.timers(),
            defaults.channelCapacity(),
            defaults.allocation().bytes()));
  }

  /**
   * The limits of a job that asks for none.
   *
   * @param wallTime time from start to end, waiting included
   * @param instructions units of work
   * @param memory bytes that it keeps alive
   * @param output bytes of log messages
   * @param result bytes of the result as JSON text
   * @param connections WebSocket connections open at the same time
   * @param coroutines coroutines and spawned tasks that have not ended
   * @param timers timers that run; jobs can't change it
   * @param channelCapacity values that a channel takes while nobody receives; jobs can't change it
   * @param allocation the most that one library call may allocate at once; jobs can't change it
   */
  record Defaults(
      @DefaultValue("5m") Duration wallTime,
      @DefaultValue("1000000000") long instructions,
      @DefaultValue("64MiB") ByteSize memory,
      @DefaultValue("1MiB") ByteSize output,
      @DefaultValue("1MiB") ByteSize result,
      @DefaultValue("16") int connections,
      @DefaultValue("1000") int coroutines,
      @DefaultValue("1000") int timers,
      @DefaultValue("100000") int channelCapacity,
      @DefaultValue("16MiB") ByteSize allocation) {}

  /**
   * The most that a job may ask for.
   *
   * @param wallTime time from start to end, waiting included
   * @param instructions units of work
   * @param memory bytes that it keeps alive
   * @param output bytes of log messages
   * @param result bytes of the result as JSON text
   * @param connections WebSocket connections open at the same time
   * @param coroutines coroutines and spawned tasks that have not ended
   */
  record Most(
      @DefaultValue("24h") Duration wallTime,
      @DefaultValue("100000000000") long instructions,
      @DefaultValue("512MiB") ByteSize memory,
      @DefaultValue("16MiB") ByteSize output,
      @DefaultValue("8MiB") ByteSize result,
      @DefaultValue("256") int connections,
      @DefaultValue("10000") int coroutines) {}
}
