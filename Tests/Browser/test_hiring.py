"""From the form to the worker: a stranger applies, sits the test, is accepted and works (R-090, R-111, R-120).

Everybody does only what they can: the cat reads letters and pages, the manager calls REST.
"""

from __future__ import annotations

import random
import re
import time
import uuid

import pytest
import requests
from demo_day.photos import photo
from events.cluster import wait_until
from test_post_pages import Post

TOKEN = r"/portal/[A-Za-z0-9_-]{51}"


class Applicant:
    """A cat with a mailbox, and with a browser that keeps nothing."""

    def __init__(self, mcf, post: Post):
        self.portal, self.post = mcf.portal, post.url
        self.email = f"ryzhik-{uuid.uuid4()}@cats.example"
        self.details = {"name": "Ryzhik Whiskers", "phone": "+7 900 000-00-03", "age": "2",
                        "breed": "Siberian", "coat_colour": "ginger"}
        self.picture = photo("ryzhik", random.Random(self.email))

    def get(self, path: str) -> str:
        answer = requests.get(self.portal + path, timeout=30)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        assert "Set-Cookie" not in answer.headers
        return answer.text

    def send(self, path: str, files: dict | None = None, **fields: str) -> str:
        """Sends a form; what the page says that it leads to."""
        # Browsers name the type of a form without fields, too.
        headers = {} if files else {"Content-Type": "application/x-www-form-urlencoded"}
        answer = requests.post(
            self.portal + path, data=fields, files=files, headers=headers, timeout=30)
        assert answer.history and answer.history[0].status_code == 303, answer.text[:2_000]
        assert answer.status_code == 200, answer.text[:2_000]
        return answer.text

    def apply(self) -> None:
        form = self.get("/apply")
        vacancy = re.search(r'name="vacancy_id" value="([^"]+)"', form)[1]
        address = re.search(r'action="(/apply\?t=[^"]+)"', form)[1]
        # Nobody fills in a form in less, and programs are told so.
        time.sleep(3.1)
        self.send(address, vacancy_id=vacancy, email=self.email, **self.details)

    def letters(self) -> list[dict]:
        answer = requests.get(f"{self.post}/post/mails", params={"to": self.email}, timeout=10)
        return answer.json()["items"]

    def letter(self, words: str) -> str:
        """The link in the letter that says this."""
        def found() -> list[str]:
            return [each["text"] for each in self.letters() if words in each["text"]]
        wait_until(found, what=f"a letter that says {words!r}")
        return re.search(TOKEN, found()[-1])[0]

    def sit(self, link: str, answers: dict[str, str]) -> None:
        """Answers on its pages, whatever order they come in, and hands in."""
        page = self.send(f"{link}/test")
        for number in range(1, 16):
            page = self.get(f"{link}/test/{number}")
            question = re.search(r'data-question="1\.([a-z_]+)"', page)[1]
            was = re.search(r'name="was" value="([^"]*)"', page)[1]
            if question in answers:
                self.send(f"{link}/test/{number}", was=was, go="next", a=answers[question])
        assert "answered" in self.get(f"{link}/test/overview")
        self.send(f"{link}/test/hand-in")


@pytest.fixture
def cat(mcf) -> Applicant:
    return Applicant(mcf, Post(mcf))


def test_a_stranger_becomes_a_worker(cat, manager):
    cat.apply()
    link = cat.letter("your application")
    assert "Ryzhik" not in cat.letters()[-1]["text"], "a stranger's words in the first letter"

    # Looking at it changes nothing; it counts once its picture is there and it is confirmed.
    cat.get(link)
    assert list(manager.each("/api/applications", q=cat.email)) == []
    cat.send(f"{link}/photo", files={"photo": ("cat.jpg", cat.picture, "image/jpeg")})
    cat.send(link, act="confirm", **cat.details)
    wait_until(lambda: list(manager.each("/api/applications", q=cat.email)), what="the application")
    (application,) = manager.each("/api/applications", q=cat.email)
    path = f"/api/applications/{application['id']}"
    assert application["status"] == "new"

    manager.act(f"{path}/invite")
    wait_until(lambda: len(cat.letters()) == 3, what="the invitation")
    link = re.search(TOKEN, cat.letters()[-1]["text"])[0]
    cat.sit(link, {"late_bus": "a", "change": "8,0", "why_us": "For the fish."})

    # A manager marks what was written, and sees neither name nor score meanwhile.
    (invitation,) = manager.get(path)["invitations"]
    attempt = invitation["id"]
    wait_until(lambda: manager.get(f"/api/attempts/{attempt}")["status"] == "marking", what="marking")
    task = manager.act("/api/marking/next")
    while task["attempt_id"] != attempt:
        task = manager.act("/api/marking/next")
    assert task["answer"] == "For the fish." and "Ryzhik" not in str(task)
    manager.call(
        "PUT", f"/api/attempts/{attempt}/marks/{task['question']}", json={"points": 4},
        headers={"If-Match": f'"{task["version"]}"'})
    wait_until(lambda: manager.get(path)["status"] == "tested", what="the score")
    finished = manager.get(path)["invitations"][0]["attempt"]
    assert (finished["points"], finished["max_points"]) == (10, 46)

    accepted = manager.act(
        f"{path}/decision", {"decision": "accept", "reason": "She is the first one."})
    worker = f"/api/workers/{accepted['worker_id']}"

    def hired() -> bool:
        found = [each for each in manager.each("/api/workers", q=cat.email)]
        return bool(found) and found[0]["photo_sha256"] is not None
    wait_until(hired, what="the worker with its photo")
    joined = manager.get(worker)
    assert (joined["origin"], joined["active"], joined["email"]) == ("applicant", True, cat.email)
    assert joined["code"] == finished["code"]
    wait_until(lambda: len(cat.letters()) == 5, what="the welcome")
    cat.get(link)
