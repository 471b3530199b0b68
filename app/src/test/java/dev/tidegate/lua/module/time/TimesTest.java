package dev.tidegate.lua.module.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.ScriptError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;

/** With a clock that stands, in Berlin. */
class TimesTest {

  @Test
  void now_is_the_service_s_time_in_its_zone() {
    assertThat(new DirectRun().run("return tostring(time.now())").tojstring(1))
        .isEqualTo("2026-07-01 12:20:30.456 +0200 CEST");
    assertThat(new DirectRun().run("return time.now():location() == time.localtz").arg1())
        .isEqualTo(LuaValue.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time.date(2026, 7, 1, 12, 0, 0, 0)",
        "time.unix(1782900000, 0)",
        "time.parse('2006-01-02 15:04', '2026-07-01 12:00')",
        "time.parse('2006-01-02 15:04 MST', '2026-07-01 12:00 CEST')",
        "time.parse('2006-01-02 15:04 -0700', '2026-07-01 12:00 +0200')",
        "time.date(2026, 7, 1, 10, 0, 0, 0, time.utc):in_local()",
        "time.date(2026, 7, 1, 10, 0, 0, 0, time.load_location('Local')):add('2h')"
      })
  void the_service_s_zone_is_meant_where_none_is_given(String expression) {
    assertThat(new DirectRun().run("return tostring(" + expression + ")").tojstring(1))
        .isEqualTo("2026-07-01 12:00:00 +0200 CEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local layout = ('2006'):rep(256) while true do t:format(layout) end",
        "while true do t:format('MST') end",
        "while true do time.parse('2006', '2026') end",
        "local text = (' '):rep(1024) while true do time.parse(' ', text) end",
        "while true do time.date(2026, 1, 1, 0, 0, 0, 0) end",
        "local text = ('1h'):rep(30) while true do time.parse_duration(text) end",
        "local name = ('x'):rep(2 ^ 20) while true do time.load_location(name) end",
        "while true do t:round(time.parse_duration(7)) end"
      })
  void everything_costs(String source) {
    assertThatThrownBy(() -> new DirectRun(100_000, 1 << 20).run("local t = time.now() " + source))
        .isInstanceOf(DirectRun.Ended.class);
  }

  @Test
  void a_text_costs_more_the_longer_it_is() {
    long few = cost("('2'):rep(10)");
    long many = cost("('2'):rep(1000)");

    assertThat(many).isGreaterThan(few + 5_000);
  }

  private static long cost(String layout) {
    DirectRun run = new DirectRun();
    run.run("local t, layout = time.now(), " + layout + " t:format(layout)");
    return run.used();
  }

  @Test
  void what_a_layout_gives_is_checked_before_it_is_made() {
    String source =
        "local zone = time.fixed_zone(('x'):rep(64), 0)"
            + " return time.now():in_location(zone):format(('MST'):rep(341))";

    assertThat(new DirectRun(1_000_000, 64 << 10).run(source).arg1().rawlen()).isEqualTo(341 * 64);
    assertThatThrownBy(() -> new DirectRun(1_000_000, 16 << 10).run(source))
        .isInstanceOf(ScriptError.class)
        .hasMessageContaining("not enough memory");
  }
}
