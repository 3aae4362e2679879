"""Case 20: the portal goes on while `applicants` is down, and what it has filed follows in order; nor
does `applicants` need the portal."""

from __future__ import annotations

import random
import re
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator

import pytest
import requests
from demo_day.photos import photo
from events.cluster import Cluster, wait_until

from deployment import Deployment
from services import DATABASES

from .mail_bed import Office


TOKEN = r"/portal/[A-Za-z0-9_-]{51}"


class Cat:
    """An applicant with a mailbox at an office, and with a browser that keeps nothing."""

    def __init__(self, portal: str, office: Office):
        self.portal, self.office = portal, office
        self.email = f"ryzhik-{uuid.uuid4()}@cats.example"
        self.details = {"name": "Ryzhik Whiskers", "phone": "+7 900 000-00-03", "age": "2",
                        "breed": "Siberian", "coat_colour": "ginger"}
        self.picture = photo("ryzhik", random.Random(self.email))

    def get(self, path: str) -> str:
        answer = requests.get(self.portal + path, timeout=30)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
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

    def open_form(self) -> None:
        self.form, self.opened = self.get("/apply"), time.monotonic()

    def apply(self) -> None:
        vacancy = re.search(r'name="vacancy_id" value="([^"]+)"', self.form)[1]
        address = re.search(r'action="(/apply\?t=[^"]+)"', self.form)[1]
        # Nobody fills in a form in less, and programs are told so.
        time.sleep(max(0, self.opened + 3.1 - time.monotonic()))
        self.send(address, vacancy_id=vacancy, email=self.email, **self.details)

    def sit(self, link: str, answers: dict[str, str]) -> None:
        """Answers on its pages, whatever order they come in, and hands in."""
        for number in range(1, 16):
            page = self.get(f"{link}/test/{number}")
            question = re.search(r'data-question="1\.([a-z_]+)"', page)[1]
            was = re.search(r'name="was" value="([^"]*)"', page)[1]
            if question in answers:
                self.send(f"{link}/test/{number}", was=was, go="next", a=answers[question])
        self.send(f"{link}/test/hand-in")

    def letter(self, words: str) -> str:
        """The link in the letter that says this."""
        def found() -> list[str]:
            return [each["text"] for each in self.letters() if words in each["text"]]
        wait_until(found, what=f"a letter that says {words!r}")
        return re.search(TOKEN, found()[-1])[0]

    def letters(self) -> list[dict]:
        return [
            {"subject": mail["subject"], "text": mail.get_body(("plain",)).get_content()}
            for mail in list(self.office.received) if self.email in mail["to"]]

    def links(self) -> list[str]:
        """Those of all letters so far."""
        return [found[0] for each in self.letters() if (found := re.search(TOKEN, each["text"]))]

    def confirm(self, link: str) -> str:
        self.send(f"{link}/photo", files={"photo": ("cat.jpg", self.picture, "image/jpeg")})
        return self.send(link, act="confirm", **self.details)

    def answer(self, link: str, question: str, value: str) -> str:
        """As the script of the page saves it; what becomes of it."""
        answer = requests.put(
            f"{self.portal}{link}/answers/1.{question}", json={"value": value, "seen": 0}, timeout=30)
        return answer.json()["outcome"]


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office()
    yield made
    made.stop()


def test_the_portal_goes_on_alone_and_all_that_it_filed_follows(demo, office):
    cluster = demo.cluster.copy()
    homes = {service: [cluster] for service in DATABASES}
    with Deployment(demo, homes, notify=False) as deployment:
        cluster.start()
        # It starts alone, and thanks for what it can only file.
        portal = deployment.serve("applicants-portal")
        kitty, late, *twins = [Cat(portal.url, office) for _ in range(4)]
        # They share a mailbox.
        twins[1].email = twins[0].email
        for cat in (kitty, *twins):
            cat.open_form()
        for cat in (kitty, *twins):
            cat.apply()
        portal.program.stop()

        # The other half needs nothing of it, and writes to all of them.
        applicants = deployment.serve("applicants")
        deployment.serve(
            "notifications", MCF_PORTAL_SITE="https://jobs.mcf.example", MCF_SMTP_URL=office.url,
            MCF_SMTP_TLS="none", MCF_MAIL_FROM="post@mcf.example", MCF_MAIL_PER_SECOND="10000")
        deployment.relay()
        link = kitty.letter("your application")
        wait_until(lambda: len(twins[0].links()) == 2, what=deployment.report)

        # One of them is in the middle of her test when `applicants` ends.
        portal = deployment.serve("applicants-portal")
        for cat in (kitty, late, *twins):
            cat.portal = portal.url
        late.open_form()
        kitty.confirm(link)
        manager = applicants.caller("manager", "boss")
        wait_until(lambda: found(manager, kitty), what=deployment.report)
        path = f"/api/applications/{found(manager, kitty)[0]['id']}"
        # Letters that go at once go in any order.
        kitty.letter("application is here")
        manager.act(f"{path}/invite")
        test = kitty.letter("a test")
        kitty.send(f"{test}/test")
        assert kitty.answer(test, "broken_cup", "a") == "saved"
        applicants.program.kill()

        assert kitty.answer(test, "broken_cup", "b") == "saved"
        late.apply()
        # Of one mailbox the second application is confirmed first.
        first, second = twins[0].links()
        assert "We are on it" in twins[1].confirm(second)
        assert "We are on it" in twins[0].confirm(first)
        kitty.sit(test, {"late_bus": "a", "change": "8,0"})
        assert "Your test is handed in" in kitty.get(test)
        assert [len(cat.letters()) for cat in (kitty, late, twins[0])] == [3, 0, 2]

        applicants = deployment.serve("applicants")
        manager = applicants.caller("manager", "boss")
        wait_until(lambda: manager.get(path)["status"] == "tested", what=deployment.report)
        attempt = manager.get(path)["invitations"][0]["attempt"]
        assert (attempt["points"], attempt["handed_in_by"]) == (7, "applicant")
        late.get(late.letter("your application"))
        wait_until(lambda: len(twins[0].letters()) == 3, what=deployment.report)
        wait_until(lambda: len(kitty.letters()) == 4, what=deployment.report)
        assert [each["subject"].rpartition(": ")[2] for each in kitty.letters()] == [
            "is this application yours?", "your application is here", "a test for you",
            "your test is handed in"]
        # It was confirmed in the order in which the cat wanted it.
        (confirmed,) = found(manager, twins[0])
        assert "Your application is here" in twins[1].get(second)
        assert "Your application is here" not in twins[0].get(first)
        told = told_of(cluster)
        assert told[confirmed["id"]] == [(1, "asked"), (2, "confirmed")]
        assert told[path.rpartition("/")[2]] == [
            (1, "asked"), (2, "confirmed"), (3, "invited"), (4, "tested")]


def found(manager, cat: Cat) -> list[dict]:
    return list(manager.each("/api/applications", q=cat.email))


def told_of(cluster: Cluster) -> dict[str, list[tuple]]:
    """By application, its events, as they are carried."""
    told = defaultdict(list)
    for application, *event in cluster.query(
        "select subject, sequence, data::json->>'event' from applicants.outbox order by id",
        database=DATABASES["applicants"],
    ):
        told[str(application)].append(tuple(event))
    return told
