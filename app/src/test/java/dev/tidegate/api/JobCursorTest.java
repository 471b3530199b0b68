package dev.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.job.JobId;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCursorTest {

  private static final JobId ID = JobId.at(Instant.parse("2026-11-28T14:00:00Z"), new Random(1));

  @Test
  void is_read_as_it_was_given() {
    assertThat(JobCursor.read(JobCursor.after(ID))).contains(ID);
    assertThat(JobCursor.after(ID)).matches("[A-Za-z0-9_-]{23}");
  }

  @Test
  void no_change_of_one_character_is_taken_for_the_same_place() {
    String cursor = JobCursor.after(ID);
    for (int at = 0; at < cursor.length(); at++) {
      for (char c : "AQ-_z9=%/ \0é".toCharArray()) {
        String changed = cursor.substring(0, at) + c + cursor.substring(at + 1);
        if (c != cursor.charAt(at)) {
          assertThat(JobCursor.read(changed)).as(changed).isNotEqualTo(JobCursor.read(cursor));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "AQ",
        "AAAAAAAAAAAAAAAAAAAAAAA",
        "AQAAAAAAAAAAAAAAAAAAAAA",
        "not-base64-!!!!!!!!!!!!",
        "019a0000-0000-7000-8000-000000000000"
      })
  void anything_else_is_none(String text) {
    assertThat(JobCursor.read(text)).isEmpty();
  }
}
