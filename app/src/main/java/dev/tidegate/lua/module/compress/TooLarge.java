package dev.tidegate.lua.module.compress;

import java.io.IOException;

/** What comes out of compressed data is more than the caller wants. */
final class TooLarge extends IOException {

  private static final long serialVersionUID = 1L;
}
