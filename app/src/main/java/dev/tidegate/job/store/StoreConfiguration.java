package dev.tidegate.job.store;

import com.zaxxer.hikari.HikariConfig;
import dev.tidegate.job.JobQueue;
import dev.tidegate.job.JobWitness;
import dev.tidegate.job.KeptJobsProperties;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the store: a server's database if there is a URL, and a file otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DataProperties.class, QuotaProperties.class, StoreProperties.class})
public class StoreConfiguration {

  @Bean(destroyMethod = "close")
  Database database(
      DataSourceProperties server,
      Environment environment,
      DataProperties data,
      StoreProperties store) {
    String url = server.getUrl();
    if (url == null || url.isBlank()) {
      return Database.inDirectory(data.dir(), store.readers());
    }
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(Database.connections(store.readers()));
    config.setJdbcUrl(url);
    config.setUsername(server.getUsername());
    config.setPassword(server.getPassword());
    Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(config));
    return Database.onServer(config);
  }

  @Bean
  MeterBinder readersMeters(Database database) {
    return database::showReaders;
  }

  /** That of transactions that write: whoever takes part in one gets its connection here. */
  @Bean(destroyMethod = "")
  DataSource dataSource(Database database) {
    return database.writing();
  }

  @Bean
  PlatformTransactionManager transactionManager(Database database) {
    return database.transactions();
  }

  @Bean
  JobWatches jobSignals() {
    return new JobWatches();
  }

  /** Other nodes there are only where there is a server. */
  @Bean(initMethod = "start", destroyMethod = "close")
  JobNews jobNews(Database database, JobWatches watches, Enquiries enquiries) {
    return JobNews.of(database, watches, enquiries);
  }

  /** The witness needs the store, so it is looked up when the first question comes. */
  @Bean(destroyMethod = "close")
  Enquiries jobEnquiries(Database database, ObjectProvider<JobWitness> witness) {
    return Enquiries.of(database, witness::getObject);
  }

  /** The queue needs the store too, so it is looked up when the first job comes. */
  @Bean(initMethod = "start", destroyMethod = "close")
  JdbcJobStore jobStore(
      Database database,
      ObjectProvider<JobQueue> queue,
      QuotaProperties quota,
      KeptJobsProperties kept,
      StoreProperties store,
      JobNews news) {
    return new JdbcJobStore(
        database,
        queue::getObject,
        new QueueBounds(quota.running(), quota.queued(), kept.maxQueued()),
        store,
        news::tell);
  }
}
