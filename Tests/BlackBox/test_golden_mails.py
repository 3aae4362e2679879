"""Each golden mail, read by Python's `email` and the package `icalendar` (R-302, case 1)."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from local_mcf import ROOT

FILES = sorted((ROOT / "Tests/NotificationsTests/golden").glob("*.eml"))
# The zone of business time, and what it is called in each language.
ZONE, NAMES = ZoneInfo("Europe/Moscow"), {"en": "Moscow", "ru": "московск"}
TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
LINK = re.compile(r"https?://[^\s<>]+")


class Page(HTMLParser):
    """What a mail in HTML says to a reader, its language, and where its links lead."""

    def __init__(self, text: str):
        super().__init__()
        self.text, self.links, self.language = "", set(), None
        self._hidden = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self._hidden += tag in ("title", "style")
        self.language = attributes.get("lang", self.language)
        if tag == "a":
            self.links.add(attributes["href"])
        assert not {"src", "background", "onclick"} & set(attributes), "fetched from afar, or a script"
        # Cells and lines end words.
        self.text += " " * (tag in ("td", "tr", "p", "br"))

    def handle_endtag(self, tag):
        self._hidden -= tag in ("title", "style")

    def handle_data(self, data):
        self.text += data * (not self._hidden)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", LINK.sub(" ", text))


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def golden(request) -> Path:
    return request.param


@pytest.fixture
def mail(golden) -> EmailMessage:
    return email.message_from_bytes(golden.read_bytes(), policy=email.policy.default)


@pytest.fixture
def language(golden) -> str:
    return golden.stem.rpartition(".")[2]


def test_there_are_golden_mails():
    assert len(FILES) >= 24


def test_it_has_no_defects_and_no_line_that_is_too_long(golden, mail):
    assert [(part.get_content_type(), part.defects) for part in mail.walk() if part.defects] == []
    assert {name: value.defects for name, value in mail.items() if value.defects} == {}
    lines = golden.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 76 and not any(b"\r" in line or b"\n" in line for line in lines)
    for name in ("Date", "Message-ID", "From", "To", "Subject", "Auto-Submitted", "MIME-Version"):
        assert len(mail.get_all(name)) == 1, name


def test_both_parts_say_the_same(mail, language):
    text = mail.get_body(("plain",)).get_content()
    page = Page(mail.get_body(("html",)).get_content())
    assert words(page.text) == words(text)
    assert set(LINK.findall(text)) == page.links
    assert page.language == language


def test_each_time_names_its_zone(mail, language):
    said = [str(mail["subject"]), *mail.get_body(("plain",)).get_content().splitlines()]
    for line in said:
        for time in TIME.finditer(line):
            assert NAMES[language] in line[time.end():], line


def test_its_appointment_is_one_for_calendars(mail):
    for part in mail.walk():
        if part.get_content_type() != "text/calendar":
            continue
        calendar = icalendar.Calendar.from_ical(part.get_content())
        assert not calendar.errors and calendar["method"] == part.get_param("method")
        (event,) = calendar.walk("VEVENT")
        assert not event.errors
        start, end = event["dtstart"].dt, event["dtend"].dt
        assert start < end and {str(start.tzinfo), str(end.tzinfo)} == {"UTC"}
        assert event["uid"] and event["sequence"] >= 1 and event["summary"] and event["location"]
        gone = calendar["method"] == "CANCEL"
        assert event["status"] == ("CANCELLED" if gone else "CONFIRMED")
        # What the mail says and what the calendar shows is the same hour.
        assert f"{start.astimezone(ZONE):%H:%M}" in mail.get_body(("plain",)).get_content()
