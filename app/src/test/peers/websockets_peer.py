"""A WebSocket server on Python's websockets for the tests.

Argument: "deflate" or "plain". Prints its port, then serves until it is killed or its standard
input ends.
"""

import asyncio
import http
import json
import sys
from urllib.parse import parse_qs, urlsplit

import websockets


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
        await socket.close(int(query["code"][0]), query.get("reason", [""])[0])
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
        compression="deflate" if sys.argv[1] == "deflate" else None,
        subprotocols=["chat", "graphql-ws"],
        process_request=check_secret,
        max_size=64 << 20,
    )
    print(f"port {server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
