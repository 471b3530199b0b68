package dev.tidegate.lua.module.compress;

import dev.tidegate.lua.LuaRuntime;
import java.io.InputStream;
import org.luaj.vm2.LuaString;

/**
 * The bytes of a string, each of which is charged when it is read. Unlike the JDK's, no monitor.
 */
final class MeteredInput extends InputStream {

  private final LuaRuntime runtime;
  private final LuaString data;
  private final int bytesPerUnit;
  private int position;

  MeteredInput(LuaRuntime runtime, LuaString data, int bytesPerUnit) {
    this.runtime = runtime;
    this.data = data;
    this.bytesPerUnit = bytesPerUnit;
  }

  @Override
  public int read() {
    if (position == data.m_length) {
      return -1;
    }
    runtime.charge(1);
    return data.m_bytes[data.m_offset + position++] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int most) {
    if (most == 0) {
      return 0;
    }
    int count = Math.min(most, available());
    if (count == 0) {
      return -1;
    }
    runtime.charge(1 + count / bytesPerUnit);
    System.arraycopy(data.m_bytes, data.m_offset + position, into, from, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return data.m_length - position;
  }
}
