"""MCF's REST API as one caller sees it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

import requests


class Refused(Exception):
    """An answer other than the expected one; it tells which."""

    def __init__(self, method: str, path: str, answer: requests.Response):
        super().__init__(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        self.answer = answer


class Caller:
    """Somebody with a token; each call raises `Refused` unless it is answered as expected."""

    # Called with every answer.
    observers: list[Callable[[requests.Response], None]] = []

    def __init__(self, url: str, token: str):
        self.url = url
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def call(
        self, method: str, path: str, *, expect: int = 200, headers: dict | None = None, **rest
    ) -> requests.Response:
        answer = self.session.request(
            method, self.url + path, headers=headers, timeout=60, **rest
        )
        for observe in self.observers:
            observe(answer)
        if answer.status_code != expect:
            raise Refused(method, path, answer)
        return answer

    def get(self, path: str, **query) -> dict:
        return self.call("GET", path, params=query).json()

    def create(self, path: str, body: dict, key: str | None = None) -> dict:
        """POSTs what makes a new thing, with an idempotency key."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self.call("POST", path, json=body, expect=201, headers=headers).json()

    def act(self, path: str, body: dict | None = None) -> dict:
        """POSTs a transition."""
        return self.call("POST", path, json=body or {}).json()

    def send_photo(self, path: str, photo: bytes, key: str | None = None) -> dict:
        headers = {"Idempotency-Key": key} if key else {}
        files = {"photo": ("photo.jpg", photo, "image/jpeg")}
        return self.call("POST", path, files=files, headers=headers).json()

    def each(self, path: str, **query) -> Iterator[dict]:
        """All items of a list, page after page."""
        while True:
            page = self.get(path, **query)
            yield from page["items"]
            if not page.get("next_cursor"):
                return
            query["cursor"] = page["next_cursor"]
