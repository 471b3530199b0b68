package dev.tidegate.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

class TableTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void behaves_like_a_map_whatever_is_put_and_removed(long seed) {
    Random random = new Random(seed);
    LuaValue[] keys = keys(random);
    Table table = random.nextBoolean() ? new Table() : new Table(10, 10);
    Map<LuaValue, LuaValue> model = new HashMap<>();

    for (int step = 0; step < 50_000; step++) {
      // Now more is put, now more is removed.
      boolean removes = random.nextInt(100) < (step / 5_000 % 2 == 0 ? 30 : 70);
      LuaValue key = keys[random.nextInt(keys.length)];
      LuaValue value = removes ? LuaValue.NIL : new Real(step);
      table.put(key, value);
      if (removes) {
        model.remove(key);
      } else {
        model.put(key, value);
      }
      LuaValue asked = keys[random.nextInt(keys.length)];
      assertThat(table.get(asked)).isSameAs(model.getOrDefault(asked, LuaValue.NIL));
      if (step % 500 == 0) {
        assertThat(entries(table)).isEqualTo(model);
        assertIsBorder(table);
      }
    }
  }

  private static LuaValue[] keys(Random random) {
    LuaValue[] keys = new LuaValue[600];
    for (int i = 0; i < keys.length; i++) {
      keys[i] =
          switch (random.nextInt(6)) {
            case 0 -> LuaString.valueOf("key" + random.nextInt(500));
            case 1 -> new Real(random.nextInt(100) - 20);
            case 2 -> new Real(random.nextInt(100_000));
            case 3 -> new Real(random.nextDouble());
            case 4 -> new Table();
            default -> new Real(i);
          };
    }
    keys[0] = LuaValue.TRUE;
    keys[1] = LuaValue.FALSE;
    keys[2] = new Real(Double.POSITIVE_INFINITY);
    keys[3] = new Real(0x1p53);
    return keys;
  }

  private static Map<LuaValue, LuaValue> entries(Table table) {
    Map<LuaValue, LuaValue> entries = new HashMap<>();
    for (int at = table.following(0); at != 0; at = table.following(at)) {
      assertThat(table.position(table.keyAt(at))).isEqualTo(at);
      assertThat(entries.put(table.keyAt(at), table.valueAt(at))).isNull();
    }
    return entries;
  }

  private static void assertIsBorder(Table table) {
    int length = table.length();
    assertThat(length == 0 || !table.get(length).isnil()).isTrue();
    assertThat(table.get(length + 1).isnil()).isTrue();
  }

  @Test
  void zero_and_minus_zero_are_one_key() {
    Table table = new Table();
    table.put(new Real(-0.0), LuaValue.TRUE);

    assertThat(table.get(new Real(0.0))).isSameAs(LuaValue.TRUE);
    assertThat(table.get(0)).isSameAs(LuaValue.TRUE);
  }

  @Test
  void entries_may_be_removed_and_changed_during_a_traversal() {
    Table table = new Table();
    for (int i = 1; i <= 1000; i++) {
      table.put(i, LuaValue.TRUE);
      table.put(LuaString.valueOf("k" + i), LuaValue.TRUE);
    }

    int seen = 0;
    for (int at = table.following(0); at != 0; at = table.following(at)) {
      LuaValue key = table.keyAt(at);
      table.put(key, LuaValue.NIL);
      at = table.position(key);
      seen++;
    }

    assertThat(seen).isEqualTo(2000);
    assertThat(table.following(0)).isZero();
    assertThat(table.length()).isZero();
  }

  @Test
  void elements_put_in_any_order_end_up_in_the_array() {
    Table table = new Table();
    for (int i = 1000; i >= 1; i--) {
      table.put(i, LuaValue.TRUE);
    }

    assertThat(table.length()).isEqualTo(1000);
    assertThat(table.bytes()).isLessThan(1000 * 4 * 3);
  }

  @Test
  void a_queue_that_moves_along_the_indexes_takes_no_more_and_more_memory() {
    Table table = new Table();
    for (int i = 1; i <= 100_000; i++) {
      table.put(i, LuaValue.TRUE);
      table.put(i - 50, LuaValue.NIL);
    }

    assertThat(table.bytes()).isLessThan(4096);
  }

  @Test
  void keys_that_come_and_go_take_no_more_and_more_memory() {
    Table table = new Table();
    for (int i = 1; i <= 100_000; i++) {
      table.put(LuaString.valueOf("key" + i), LuaValue.TRUE);
      table.put(LuaString.valueOf("key" + (i - 50)), LuaValue.NIL);
    }

    assertThat(table.bytes()).isLessThan(4096);
  }

  @Test
  void keys_chosen_to_collide_are_all_kept_and_found() {
    // LuaJ's hash does not look at all bytes of long strings.
    Table table = new Table();
    byte[] bytes = new byte[64];
    int skipped = unsampledByte(bytes);
    for (int i = 0; i < 60_000; i++) {
      bytes[skipped] = (byte) i;
      bytes[skipped - 2] = (byte) (i >> 8);
      table.put(LuaString.valueOf(bytes.clone()), new Real(i));
    }

    for (int i = 0; i < 60_000; i += 7) {
      bytes[skipped] = (byte) i;
      bytes[skipped - 2] = (byte) (i >> 8);
      assertThat(table.get(LuaString.valueOf(bytes.clone())).toint()).isEqualTo(i);
    }
    assertThat(table.longestChain()).isLessThan(256);
  }

  @Test
  void keys_in_the_order_of_another_table_s_traversal_do_not_crowd() {
    Table from = new Table();
    for (int i = 0; i < 50_000; i++) {
      from.put(new Table(), new Real(i));
      from.put(new Real(i + 0.5), new Real(i));
      from.put(LuaString.valueOf("key" + i), new Real(i));
    }
    for (int copies = 0; copies < 5; copies++) {
      Table to = new Table();
      for (int at = 1; at <= from.positions(); at++) {
        if (!from.valueAt(at).isnil()) {
          to.put(from.keyAt(at), from.valueAt(at));
          assertThat(at % 1000 == 0 ? to.longestChain() : 0).isLessThan(256);
        }
      }
      for (int at = 1; at <= from.positions(); at++) {
        if (!from.valueAt(at).isnil()) {
          assertThat(to.get(from.keyAt(at))).isEqualTo(from.valueAt(at));
        }
      }
      from = to;
    }
  }

  @Test
  void keys_that_a_traversal_has_shown_to_stand_together_do_not_crowd() {
    Table target = new Table();
    for (int round = 0; round < 20; round++) {
      Table from = new Table();
      for (int i = 0; i < 10_000; i++) {
        from.put(new Table(), new Real(i));
      }
      int chosen = 0;
      for (int at = 1; at <= from.positions() && chosen < 1000; at++) {
        if (!from.valueAt(at).isnil()) {
          target.put(from.keyAt(at), from.valueAt(at));
          chosen++;
        }
      }
      assertThat(target.longestChain()).isLessThan(256);
    }
  }

  @Test
  void keys_stay_apart_when_most_of_the_others_have_gone() {
    Table table = new Table();
    for (int i = 0; i < 90_000; i++) {
      table.put(new Table(), new Real(i));
    }
    int kept = 0;
    for (int at = 1; at <= table.positions(); at++) {
      if (!table.valueAt(at).isnil() && kept++ > 5000) {
        table.removeAt(at);
      }
    }
    for (int i = 0; i < 20_000; i++) {
      table.put(LuaString.valueOf("more" + i), new Real(i));
    }
    assertThat(table.longestChain()).isLessThan(256);
  }

  @Test
  void a_few_strings_with_one_hash_are_told_from_each_other_by_all_their_bytes() {
    Table table = new Table();
    byte[] bytes = new byte[64];
    int skipped = unsampledByte(bytes);
    for (int i = 0; i < 100; i++) {
      bytes[skipped] = (byte) i;
      table.put(LuaString.valueOf(bytes.clone()), new Real(i));
      table.put(new Real(i + 0.5), new Real(i));
    }

    assertThat(table.longestChain()).isLessThan(40);
  }

  private static int unsampledByte(byte[] bytes) {
    int hash = LuaString.hashCode(bytes, 0, bytes.length);
    for (int i = bytes.length - 1; i > 2; i--) {
      if (isUnsampled(bytes, i, hash) && isUnsampled(bytes, i - 2, hash)) {
        return i;
      }
    }
    throw new AssertionError("every byte counts");
  }

  private static boolean isUnsampled(byte[] bytes, int i, int hash) {
    byte[] other = bytes.clone();
    other[i] = 1;
    return LuaString.hashCode(other, 0, other.length) == hash;
  }

  @Test
  void a_frozen_table_refuses_every_change() {
    Table table = new Table();
    table.put("key", LuaValue.TRUE);
    table.freeze();

    assertThatExceptionOfType(ScriptError.class)
        .isThrownBy(() -> table.put("key", LuaValue.FALSE))
        .withMessage("attempt to modify Immutable table");
    assertThatExceptionOfType(ScriptError.class).isThrownBy(() -> table.put(1, LuaValue.FALSE));
    assertThatExceptionOfType(ScriptError.class).isThrownBy(() -> table.metatable(new Table()));
    assertThat(table.get(LuaString.valueOf("key"))).isSameAs(LuaValue.TRUE);
  }

  @Test
  void a_copy_is_independent() {
    Table table = new Table();
    table.put("key", LuaValue.TRUE);
    table.put(1, LuaValue.TRUE);
    Table copy = table.freeze().copy();

    copy.put("key", LuaValue.FALSE);
    copy.put(2, LuaValue.TRUE);

    assertThat(table.get(LuaString.valueOf("key"))).isSameAs(LuaValue.TRUE);
    assertThat(table.length()).isEqualTo(1);
    assertThat(copy.length()).isEqualTo(2);
  }

  @Test
  void metamethods_that_come_later_are_found() {
    Table metatable = new Table();
    assertThat(metatable.metamethod(Table.INDEX_EVENT).isnil()).isTrue();

    metatable.put("__index", LuaValue.TRUE);
    assertThat(metatable.metamethod(Table.INDEX_EVENT)).isSameAs(LuaValue.TRUE);

    metatable.put("__index", LuaValue.NIL);
    assertThat(metatable.metamethod(Table.INDEX_EVENT).isnil()).isTrue();
  }
}
