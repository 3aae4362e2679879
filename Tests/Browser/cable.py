"""A cable between browser and server that a test can pull, or cut in the middle of something."""

from __future__ import annotations

import re
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
        # How many forms something in between has answered.
        self.refused = 0
        # How many bytes of the browser's still get through; none: all.
        self.left: int | None = None
        self.sockets: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Cable":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.close()
        self.pull()

    def pull(self) -> None:
        """Ends every connection and lets nobody in."""
        self.plugged, self.left = False, None
        for each in list(self.sockets):
            self._end(each)

    def plug_in(self) -> None:
        self.plugged, self.instead = True, None

    def cut_after(self, count: int) -> None:
        """Pulls it as soon as the browser has sent so many bytes more."""
        self.left = count

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
                threading.Thread(target=self._refuse, args=(browser, self.instead), daemon=True).start()
                continue
            server = socket.create_connection(self.target)
            self.sockets |= {browser, server}
            for ends in [(browser, server, True), (server, browser, False)]:
                threading.Thread(target=self._copy, args=ends, daemon=True).start()

    def _refuse(self, browser: socket.socket, answer: bytes) -> None:
        """Answers one request, once all of it is there: who is cut off while sending reads nothing."""
        try:
            head, _, body = browser.recv(65536).partition(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            left = int(length[1]) - len(body) if length else 0
            while left > 0 and (data := browser.recv(65536)):
                left -= len(data)
            self.refused += head.startswith(b"POST")
            browser.sendall(answer)
        except OSError:
            pass
        browser.close()

    def _copy(self, source: socket.socket, sink: socket.socket, is_browsers: bool) -> None:
        try:
            while data := source.recv(65536):
                left = self.left if is_browsers else None
                sink.sendall(data[:left])
                if left is not None:
                    self.left = max(0, left - len(data))
                    if not self.left:
                        self.pull()
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
