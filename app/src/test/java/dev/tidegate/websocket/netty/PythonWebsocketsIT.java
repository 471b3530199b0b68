package dev.tidegate.websocket.netty;

/** Against Python's {@code websockets}. */
class PythonWebsocketsIT extends ForeignPeerContract {

  @Override
  PeerProcess peer(PeerProcess.Deflate deflate) throws Exception {
    return PeerProcess.pythonWebsockets(deflate);
  }
}
