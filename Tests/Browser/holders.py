"""Applications by SQL, and links to them, for what is looked at on the portal."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import struct
import time
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg

from local_mcf import ROOT, LocalMCF

DOCUMENT = ROOT / "Sources/Services/Applicants/Documents/Resources/first-look.json"
# What a published test shows; the rest is what answers are worth.
SHOWN = {"format", "title", "introduction", "limit_seconds", "order", "questions", "id", "type", "text",
         "options", "last", "unit", "max_length", "en", "ru"}


class Holders:
    """Cats that have applied, each with a link."""

    def __init__(self, mcf: LocalMCF):
        self.mcf = mcf
        self.url = mcf.portal
        self.database = psycopg.connect(mcf.database, dbname="mcf_applicants", autocommit=True)
        self.database.execute("set search_path = applicants, public")
        self.database.execute("set session_replication_role = replica")
        self.test, self.vacancy = uuid.uuid4(), uuid.uuid4()
        self._publish()

    def _publish(self) -> None:
        paper = shown(json.loads(DOCUMENT.read_text(encoding="utf-8")))
        text = {"title": "Household helper", "description": "You help."}
        russian = {"title": "Помощник по хозяйству", "description": "Вы помогаете."}
        self.database.execute(
            "insert into test (id, name, draft, draft_version, draft_by, draft_at, created_at)"
            " values (%s, %s, '{}', 1, 'boss', now(), now())",
            [self.test, f"Look {self.test}"])
        self.database.execute(
            "insert into test_version (test_id, number, paper, limit_seconds, questions, published_by,"
            " published_at) values (%s, 1, %s, 1200, 15, 'boss', now())",
            [self.test, json.dumps(paper)])
        self.database.execute(
            "insert into vacancy (id, texts, tests, open, created_at, changed_at)"
            " values (%s, %s, %s, false, now(), now())",
            [self.vacancy, json.dumps({"en": text, "ru": russian}), [self.test]])
        self.group = self.database.execute(
            "insert into sitting_group (key, created_at) values (%s, now()) returning id",
            [f"{self.test}:1/1"]).fetchone()[0]

    def apply(self, status: str = "unconfirmed") -> str:
        """An application that stands there; the path of its link."""
        application, photo = uuid.uuid4(), None
        if status != "unconfirmed":
            picture = b"a cat"
            photo = hashlib.sha256(picture).hexdigest()
            self.database.execute(
                "insert into photo (sha256, media_type, bytes, created_at)"
                " values (%s, 'image/png', %s, now()) on conflict do nothing", [photo, picture])
        self.database.execute(
            "insert into application (id, vacancy_id, status, name, email, phone, age, breed,"
            " coat_colour, language, created_at, confirmed_at, photo_sha256, tests) values (%s, %s, %s,"
            " 'Tom Whiskers', %s, '+7 900 000-00-01', 3, 'Siberian', 'grey', 'en', now(), %s, %s, %s)",
            [application, self.vacancy, status, f"{application}@cats.example",
             None if photo is None else datetime.now(timezone.utc), photo,
             [] if photo is None else [self.test]])
        if status == "invited":
            self._invite(application)
        token, digest = self.mint()
        self.database.execute(
            "insert into link (token_hash, application_id, kind, expires_at, created_at)"
            " values (%s, %s, 'status', now() + interval '400 days', now())", [digest, application])
        return f"/portal/{token}"

    def _invite(self, application: uuid.UUID) -> None:
        self.database.execute(
            "insert into invitation (id, application_id, number, group_id, limit_seconds,"
            " grace_seconds, expires_at, created_by, created_at)"
            " values (%s, %s, 1, %s, 1200, 5, now() + interval '14 days', 'boss', now())",
            [application, application, self.group])
        self.database.execute(
            "insert into invitation_test (invitation_id, position, test_id, version, scoring)"
            " values (%s, 1, %s, 1, 1)", [application, self.test])

    def mint(self) -> tuple[str, bytes]:
        """A link's token, as the service makes them, and its hash."""
        keys = (self.mcf.state / "portal-keys").read_text(encoding="ascii").strip()
        number, key = keys.split(",")[0].split(":")
        drawn = hmac.digest(bytes(32), base64.b64decode(key), "sha256")
        key = hmac.digest(drawn, b"mcf link 1\x01", "sha256")
        expiry = int(time.time()) + 400 * 86_400
        signed = struct.pack(">BBI", 1, int(number), expiry) + os.urandom(16)
        token = signed + hmac.digest(key, signed, "sha256")[:16]
        return base64.urlsafe_b64encode(token).decode().rstrip("="), hashlib.sha256(token).digest()

    def answers(self, path: str) -> dict[str, object]:
        """What was answered last, by question."""
        rows = self.database.execute(
            "select distinct on (question) question, value from answer where attempt_id = %s"
            " order by question, revision desc", [self.application(path)])
        return dict(rows.fetchall())

    def application(self, path: str) -> uuid.UUID:
        token = path.split("/")[2]
        digest = hashlib.sha256(base64.urlsafe_b64decode(token + "=")).digest()
        return self.database.execute(
            "select application_id from link where token_hash = %s", [digest]).fetchone()[0]

    def attempt(self, path: str) -> tuple:
        """Its status and end."""
        return self.database.execute(
            "select status, deadline_at from attempt where id = %s", [self.application(path)]).fetchone()

    def end_in(self, path: str, seconds: float) -> None:
        """The attempt ends so soon."""
        end = datetime.now(timezone.utc) + timedelta(seconds=seconds)
        self.database.execute(
            "update attempt set started_at = %s - make_interval(secs => limit_seconds + extra_seconds),"
            " deadline_at = %s, accept_until = %s + interval '5 s' where id = %s",
            [end, end, end, self.application(path)])

    def add_minutes(self, path: str, minutes: int) -> None:
        self.database.execute(
            "update attempt set extra_seconds = extra_seconds + %(more)s * 60,"
            " deadline_at = deadline_at + make_interval(mins => %(more)s),"
            " accept_until = accept_until + make_interval(mins => %(more)s) where id = %(id)s",
            {"more": minutes, "id": self.application(path)})

    def acts(self, path: str) -> list[tuple]:
        return self.database.execute(
            "select kind, form from portal_act where application_id = %s order by id",
            [self.application(path)]).fetchall()


def shown(document: object) -> object:
    if isinstance(document, dict):
        return {name: shown(value) for name, value in document.items() if name in SHOWN}
    if isinstance(document, list):
        return [shown(each) for each in document]
    return document
