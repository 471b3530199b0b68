"""A peer for one conversation in a container: wants a token, echoes JSON, and tells on its output what it saw."""

import asyncio
import json

import websockets


async def converse(connection, *_):
    request = getattr(connection, "request", None)
    headers = request.headers if request else connection.request_headers
    print("authorization:", headers.get("Authorization"), flush=True)
    try:
        async for text in connection:
            message = json.loads(text)
            for symbol in message["symbols"]:
                await connection.send(json.dumps({"symbol": symbol, "value": len(symbol)}))
    except websockets.ConnectionClosedError:
        pass  # any code but 1000 and 1001 is an error to the library, and expected here
    print("closed:", connection.close_code, connection.close_reason, flush=True)


async def main():
    async with websockets.serve(converse, "0.0.0.0", 8765, ping_interval=None):
        print("listening", flush=True)
        await asyncio.Future()


asyncio.run(main())
