package dev.tidegate.lua.module;

import dev.tidegate.lua.LuaModule;
import dev.tidegate.lua.module.compress.CompressModule;
import dev.tidegate.lua.module.crypto.CryptoModule;
import dev.tidegate.lua.module.text.TextModule;
import dev.tidegate.lua.module.time.TimeModule;
import dev.tidegate.lua.module.yaml.YamlModule;
import dev.tidegate.lua.task.ChannelModule;
import dev.tidegate.lua.task.CoroutineModule;
import java.time.Clock;
import java.util.List;

/** The modules that every engine has, because they need nothing but the engine. */
public final class BuiltInModules {

  private BuiltInModules() {}

  /** All of them; the clock is what {@code time} tells. */
  public static List<LuaModule> all(Clock clock) {
    return List.of(
        ChannelModule.module(),
        new CoroutineModule(),
        ErrorsModule.module(),
        JsonModule.module(),
        TimeModule.module(clock),
        LoggerModule.module(),
        Base64Module.module(),
        HashModule.module(),
        UuidModule.module(clock),
        TextModule.module(),
        CompressModule.module(),
        YamlModule.module(),
        CryptoModule.module(clock, new JsonCodec()));
  }
}
