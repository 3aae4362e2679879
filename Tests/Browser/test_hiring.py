"""From the form to the worker, in a browser on a small phone (R-090, R-111, R-120): a stranger applies,
confirms by the letter, sits the test, is marked and accepted on the managers' pages, and works.
"""

from __future__ import annotations

import random
import re
import uuid
from pathlib import Path

import pytest
import requests
from browsing import MANAGER, Page, is_wider_than
from demo_day.photos import photo
from events.cluster import wait_until
from test_apply_pages import filled, send
from test_post_pages import Post

TOKEN = r"/portal/[A-Za-z0-9_-]{51}"
PRIMARY = "//main//form//button[contains(@class, 'primary')]"


class Mailbox:
    """Of one cat."""

    def __init__(self, post: Post):
        self.post = post.url
        self.address = f"ryzhik-{uuid.uuid4()}@cats.example"

    def letters(self) -> list[str]:
        answer = requests.get(
            f"{self.post}/post/mails", params={"to": self.address}, timeout=10)
        return [each["text"] for each in answer.json()["items"]]

    def wait(self, count: int) -> str:
        """The last of so many letters."""
        wait_until(lambda: len(self.letters()) == count, what=f"letter {count}")
        return self.letters()[-1]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_stranger_becomes_a_worker(browse, mcf, manager, javascript, tmp_path):
    box, name = Mailbox(Post(mcf)), f"Ryzhik {uuid.uuid4().hex[:8]}"
    cat = browse(url=mcf.portal, javascript=javascript).narrow(320)
    apply(cat, box, name)
    letter = box.wait(1)
    assert "Ryzhik" not in letter, "a stranger's words in the first letter"

    # Looking at it changes nothing; it counts once its picture is there and it is confirmed.
    cat.open(re.search(TOKEN, letter)[0])
    assert list(manager.each("/api/applications", q=box.address)) == []
    confirm(cat, tmp_path)
    link = re.search(TOKEN, box.wait(2))[0]

    boss = browse(javascript=javascript).narrow(320)
    boss.open_as(MANAGER, f"/applications?q={box.address}").go(f"//table//a[.='{name}']")
    application = boss.driver.current_url
    boss.go("//main//a[normalize-space()='Invite']").go("//main//form//button")
    link = re.search(TOKEN, box.wait(3))[0]
    words = f"For the fish, {uuid.uuid4()}."
    sit(cat.open(link), {"late_bus": "a", "change": "8,0", "why_us": words})
    assert cat.driver.get_cookies() == []

    path = f"/api/applications/{application.split('/')[-1].split('?')[0]}"
    attempt = manager.get(path)["invitations"][0]["id"]
    wait_until(lambda: manager.get(f"/api/attempts/{attempt}")["status"] == "marking", what="marking")
    mark(boss, words, 4)
    wait_until(lambda: manager.get(path)["status"] == "tested", what="the score")
    finished = manager.get(path)["invitations"][0]["attempt"]
    assert (finished["points"], finished["max_points"]) == (10, 46)
    boss.driver.get(application)
    boss.go("//main//a[normalize-space()='Accept']")
    boss.fill(reason="She is the first one.").go("//main//form//button")
    assert boss.has("//*[@role='status'][contains(., 'becomes a worker')]")

    worker = f"/api/workers/{manager.get(path)['worker_id']}"

    def hired() -> bool:
        found = list(manager.each("/api/workers", q=box.address))
        return bool(found) and found[0]["photo_sha256"] is not None
    wait_until(hired, what="the worker with its photo")
    joined = manager.get(worker)
    assert (joined["origin"], joined["active"], joined["name"]) == ("applicant", True, name)
    assert joined["code"] == finished["code"]
    box.wait(5)
    here(cat.open(link), "Welcome to Make Cats Free")


def here(page: Page, title: str) -> Page:
    """It is that page, and nothing of it is beside the screen."""
    assert page.find("//h1").text == title
    assert not is_wider_than(page, 320), title
    return page


def apply(cat: Page, box: Mailbox, name: str) -> None:
    send(filled(cat.open("/apply"), name=name, email=box.address))
    here(cat, "Thank you")


def confirm(cat: Page, folder: Path) -> None:
    picture = folder / "cat.jpg"
    picture.write_bytes(photo("ryzhik", random.Random(str(folder))))
    here(cat, "Is this your application?")
    cat.find("//input[@type='file']").send_keys(str(picture))
    cat.go("//button[normalize-space()='Send the picture']")
    assert cat.has("//img[contains(@src, '/photo')]")
    cat.go("//button[normalize-space()='This is my application']")


def sit(cat: Page, answers: dict[str, str]) -> None:
    """Answers question by question, in whatever order they come, and hands in."""
    here(cat, "You are invited to a test").go("//main//a[contains(@href, '/test')]")
    assert "no mouse in any of them" in cat.find("//main").text, "the introduction"
    here(cat, "The test").go(PRIMARY)
    for number in range(1, 16):
        here(cat, f"Question {number} of 15")
        question = cat.find("//*[@data-question]").get_attribute("data-question").split(".")[1]
        if answer := answers.get(question):
            option = f"//input[@type='radio'][@value='{answer}']"
            if cat.has(option):
                cat.find(option).click()
            else:
                cat.find("//*[@id='field-a']").send_keys(answer)
        cat.go("//button[@value='next']")
        assert "notice" not in cat.driver.current_url
    here(cat, "Overview")
    assert len(cat.driver.find_elements("css selector", "main .mark.done")) == len(answers)
    cat.go("//main//a[contains(@href, 'hand-in')]").go("//form[@id='hand-in']//button")
    here(cat, "Your test is handed in")


def mark(boss: Page, words: str, points: int) -> None:
    """Marks what waits longest until that is what this cat has written, whose name nobody sees."""
    boss.open("/applications/marking").go("//main//form//button")
    while not boss.has(f"//*[@class='letter'][.='{words}']"):
        boss.fill(points="0").go("//main//form//button")
    assert "Ryzhik" not in boss.find("//main").text
    here(boss, boss.find("//h1").text).fill(points=str(points)).go("//main//form//button")
