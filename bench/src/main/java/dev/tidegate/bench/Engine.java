package dev.tidegate.bench;

/** What is compared. */
enum Engine {
  TIDEGATE("Tidegate"),
  METERLESS("Tidegate without its meter"),
  LUAJ("LuaJ 3.0.1"),
  LUAJ_COUNTING("LuaJ, hook that counts"),
  LUAJ_HOOK("LuaJ, hook that counts and calls super"),
  LUA_5_2("lua5.2"),
  LUA_5_4("lua5.4"),
  LUAJIT("luajit");

  private final String title;

  Engine(String title) {
    this.title = title;
  }

  /** The name in tables; of an engine outside the JVM, also the command. */
  String title() {
    return title;
  }

  boolean runsInJvm() {
    return switch (this) {
      case TIDEGATE, METERLESS, LUAJ, LUAJ_COUNTING, LUAJ_HOOK -> true;
      case LUA_5_2, LUA_5_4, LUAJIT -> false;
    };
  }

  /** Whether it is one of the variants whose contexts and coroutines are those of another. */
  boolean isVariant() {
    return this == METERLESS || this == LUAJ_COUNTING || this == LUAJ_HOOK;
  }

  /** Whether its coroutines are platform threads, which take a thousand times as long. */
  boolean hasSlowCoroutines() {
    return this == LUAJ;
  }

  Machine start() {
    return switch (this) {
      case TIDEGATE -> new TidegateMachine();
      case METERLESS -> Meterless.machine();
      case LUAJ -> LuajMachine.plain();
      case LUAJ_COUNTING -> LuajMachine.counting();
      case LUAJ_HOOK -> LuajMachine.countingAndCallingSuper();
      case LUA_5_2, LUA_5_4, LUAJIT ->
          throw new IllegalStateException(title + " is a program of its own");
    };
  }
}
