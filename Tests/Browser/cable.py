"""A cable between browser and server that a test can pull."""

from __future__ import annotations

import socket
import threading
from urllib.parse import urlparse


class Cable:
    """Forwards a port of its own to the server's, while it is plugged in."""

    def __init__(self, url: str):
        parts = urlparse(url)
        self.target = (parts.hostname, parts.port)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}"
        self.plugged = True
        self.instead: bytes | None = None
        self.sockets: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Cable":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.close()
        self.pull()

    def pull(self) -> None:
        """Ends every connection and lets nobody in."""
        self.plugged = False
        for each in list(self.sockets):
            self._end(each)

    def plug_in(self) -> None:
        self.plugged, self.instead = True, None

    def answer(self, answer: bytes) -> None:
        """Something in between answers whatever comes, and the server gets nothing."""
        self.pull()
        self.plugged, self.instead = True, answer

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self.server.accept()
            except OSError:
                return
            if not self.plugged:
                browser.close()
                continue
            if self.instead:
                browser.recv(65536)
                browser.sendall(self.instead)
                browser.close()
                continue
            server = socket.create_connection(self.target)
            self.sockets |= {browser, server}
            for ends in [(browser, server), (server, browser)]:
                threading.Thread(target=self._copy, args=ends, daemon=True).start()

    def _copy(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        self._end(source)
        self._end(sink)

    def _end(self, each: socket.socket) -> None:
        self.sockets.discard(each)
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        each.close()
