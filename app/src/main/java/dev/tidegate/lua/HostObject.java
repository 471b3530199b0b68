package dev.tidegate.lua;

import org.luaj.vm2.LuaValue;

/**
 * A host object as a Lua value of type {@code userdata}. Equal only to itself, as a key of tables
 * too: LuaJ's own userdata compare by what they wrap. What one keeps alive it tells by implementing
 * {@link Traced}.
 */
@SuppressWarnings("ReferenceEquality") // identity is the point
public abstract class HostObject extends LuaValue {

  private final UserdataType<?> methods;

  /** Makes an object with the type's methods. */
  protected HostObject(UserdataType<?> methods) {
    this.methods = methods;
  }

  /** The metatable of all objects of its type. */
  public final Table metatable() {
    return methods.metatable();
  }

  @Override
  public final int type() {
    return TUSERDATA;
  }

  @Override
  public final String typename() {
    return "userdata";
  }

  @Override
  public final boolean isuserdata() {
    return true;
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
  public final boolean eq_b(LuaValue other) {
    return this == other;
  }
}
