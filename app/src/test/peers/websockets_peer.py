"""A WebSocket server on Python's websockets for the tests.

Argument: how it compresses. Prints its port, then serves until it is killed or its standard
input ends.
"""

import asyncio
import http
import json
import sys
from urllib.parse import parse_qs, urlsplit

import websockets
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

EXTENSIONS = {
    "plain": [],
    "deflate": [ServerPerMessageDeflateFactory()],
    "no-context": [
        ServerPerMessageDeflateFactory(
            server_no_context_takeover=True, client_no_context_takeover=True
        )
    ],
    "window-9": [ServerPerMessageDeflateFactory(server_max_window_bits=9)],
    "window-15": [ServerPerMessageDeflateFactory(server_max_window_bits=15)],
}


def pieces(message, size):
    yield message[:size]
    for start in range(size, len(message), size):
        yield message[start : start + size]


async def ping_often(socket, answered):
    while True:
        pong = await socket.ping()
        pong.add_done_callback(lambda done: done.cancelled() or done.exception() or answered.append(1))
        await asyncio.sleep(0.002)


async def serve_connection(socket, path):
    url = urlsplit(path)
    query = parse_qs(url.query)
    if url.path == "/burst":
        for i in range(1, 101):
            await socket.send(f"message {i}")
        await socket.close(1000, "all")
    elif url.path == "/ticks":
        await socket.recv()
        for i in range(5):
            await socket.send(json.dumps({"symbol": "BTC-USD", "value": 100 + i}))
        await socket.close(1001)
    elif url.path == "/close":
        # Its way to send no code at all needs its insides.
        if "code" in query:
            await socket.close(int(query["code"][0]), query.get("reason", [""])[0])
        else:
            await socket.write_close_frame(websockets.frames.Close(1005, ""), b"")
            await socket.wait_closed()
    elif url.path == "/fragments":
        size = int(query["size"][0])
        async for message in socket:
            await socket.send(pieces(message, size))
    elif url.path == "/pings":
        answered = []
        pinging = asyncio.create_task(ping_often(socket, answered))
        try:
            async for message in socket:
                await socket.send(message)
        except websockets.ConnectionClosed:
            pass
        pinging.cancel()
        await socket.wait_closed()
        print(f"pinged 0 {len(answered)} {socket.close_code}", flush=True)
    elif url.path == "/header":
        await socket.send(socket.request_headers.get("X-Large", ""))
    elif url.path == "/drop":
        socket.transport.abort()
    elif url.path == "/protocol":
        await socket.send(socket.subprotocol or "")
    elif url.path == "/extensions":
        await socket.send(",".join(extension.name for extension in socket.extensions))
    else:
        try:
            async for message in socket:
                await socket.send(message)
        except websockets.ConnectionClosed:
            pass
        finally:
            await socket.wait_closed()
            print(f"closed {socket.close_code} {socket.close_reason}", flush=True)


async def check_secret(path, headers):
    if path.startswith("/secret") and headers.get("Authorization") != "Bearer sesame":
        return http.HTTPStatus.UNAUTHORIZED, [], b"token missing"
    return None


async def main():
    server = await websockets.serve(
        serve_connection,
        "127.0.0.1",
        0,
        compression=None,
        extensions=EXTENSIONS[sys.argv[1]],
        subprotocols=["chat", "graphql-ws"],
        process_request=check_secret,
        max_size=64 << 20,
        ping_interval=None,
    )
    print(f"port {server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
