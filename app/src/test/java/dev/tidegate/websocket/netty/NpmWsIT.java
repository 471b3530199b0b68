package dev.tidegate.websocket.netty;

/** Against npm's {@code ws}. */
class NpmWsIT extends ForeignPeerContract {

  @Override
  PeerProcess peer(boolean deflate) throws Exception {
    return PeerProcess.ws(deflate);
  }
}
