package dev.tidegate.lua.module.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.HostFunction;
import dev.tidegate.lua.LuaRuntime;
import dev.tidegate.lua.Table;
import dev.tidegate.lua.module.JsonCodec;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What the run notices of encryption; what scripts do is in {@code module/crypto}. */
class EncryptionTest {

  private static final Table MODULE =
      (Table) CryptoModule.module(DirectRun.CLOCK, new JsonCodec()).value();

  private static final LuaString KEY = LuaString.valueUsing(new byte[32]);

  private final List<Long> charges = new ArrayList<>();
  private final LuaRuntime runtime = noting(new DirectRun().runtime(), charges);

  /** The same run, with a list of what it is charged. */
  private static LuaRuntime noting(LuaRuntime run, List<Long> charges) {
    return (LuaRuntime)
        Proxy.newProxyInstance(
            LuaRuntime.class.getClassLoader(),
            new Class<?>[] {LuaRuntime.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("charge")) {
                charges.add((Long) arguments[0]);
              }
              return method.invoke(run, arguments);
            });
  }

  @ParameterizedTest
  @CsvSource({"encrypt,aes", "encrypt,chacha20", "decrypt,aes", "decrypt,chacha20"})
  void the_longest_message_is_charged_piece_by_piece(String direction, String algorithm) {
    byte[] message = new byte[4 << 20];
    Arrays.fill(message, (byte) 'x');
    LuaValue data = LuaString.valueUsing(message);
    if (direction.equals("decrypt")) {
      data = call("encrypt", algorithm, data);
      charges.clear();
    }

    LuaValue result = call(direction, algorithm, data);

    assertThat(result).isInstanceOf(LuaString.class);
    assertThat(charges).allSatisfy(units -> assertThat(units).isLessThanOrEqualTo(4096));
    assertThat(charges.stream().mapToLong(Long::longValue).sum())
        .isGreaterThanOrEqualTo(message.length / 4);
  }

  private LuaValue call(String direction, String algorithm, LuaValue data) {
    Table functions = (Table) MODULE.rawget(direction);
    HostFunction function = (HostFunction) functions.rawget(algorithm);
    return function.invoke(runtime, LuaValue.varargsOf(data, KEY)).arg1();
  }
}
