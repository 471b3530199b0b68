package dev.tidegate.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SubmittedJobTest {

  @Test
  void an_error_of_the_virtual_machine_ends_the_job_with_an_exception() {
    StackOverflowError error = new StackOverflowError();
    SubmittedJob job = new SubmittedJob(new ActiveRun(_ -> {}));

    job.fails(new CompletionException(error));

    assertThatThrownBy(() -> job.ending().get(1, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasCause(error);
  }
}
