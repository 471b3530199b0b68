package dev.tidegate.websocket.netty;

/** Against npm's {@code ws}. */
class NpmWsIT extends ForeignPeerContract {

  @Override
  PeerProcess peer(PeerProcess.Deflate deflate) throws Exception {
    return PeerProcess.ws(deflate);
  }
}
