package dev.tidegate.lua;

import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * A host object as a Lua value of type {@code userdata}. Equal only to itself, as a key of tables
 * too: LuaJ's own userdata compare by what they wrap.
 */
@SuppressWarnings("ReferenceEquality") // identity is the point
public abstract class HostObject extends LuaUserdata {

  /** Makes an object with the type's methods. */
  protected HostObject(UserdataType<?> type) {
    super(type, type.metatable());
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public final boolean raweq(LuaValue other) {
    return this == other;
  }

  @Override
  public final boolean raweq(LuaUserdata other) {
    return this == other;
  }

  @Override
  public final boolean eq_b(LuaValue other) {
    return this == other;
  }
}
