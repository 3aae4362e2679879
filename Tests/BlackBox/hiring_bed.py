"""Applications and sittings by SQL, where only what becomes of them is looked at: test_hiring has the
whole way, through the portal and its letters.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import random
import struct
import time
import uuid

import psycopg
from demo_day.photos import photo

from local_mcf import ROOT, LocalMCF
from rest import Caller

FIRST_LOOK = json.loads(
    (ROOT / "Sources/Services/Applicants/Documents/Resources/first-look.json").read_text("utf-8"))


def publish(manager: Caller, name: str) -> tuple[str, str]:
    """A published test of that name, and a vacancy that gives it; their ids."""
    test = manager.create("/api/tests", {"name": name})["id"]
    for method, path, body in ("PUT", "draft", FIRST_LOOK), ("POST", "versions", None):
        etag = manager.call("GET", f"/api/tests/{test}/draft").headers["ETag"]
        manager.call(
            method, f"/api/tests/{test}/{path}", json=body, headers={"If-Match": etag},
            expect=200 if body else 201)
    text = {"title": "Household helper", "description": "You help."}
    russian = {"title": "Помощник по хозяйству", "description": "Вы помогаете."}
    vacancy = manager.create(
        "/api/vacancies", {"texts": {"en": text, "ru": russian}, "tests": [test]})
    return test, vacancy["id"]


class HiringBed:
    """A vacancy with a test that is published, and the cats that apply for it."""

    def __init__(self, mcf: LocalMCF, test: str, vacancy: str):
        self.mcf = mcf
        self.test, self.vacancy = test, vacancy
        self.database = psycopg.connect(mcf.database, dbname="mcf_applicants", autocommit=True)
        self.database.execute("set search_path = applicants, public")

    def apply(self, name: str = "Tom Whiskers") -> str:
        """The id of an application that nobody has confirmed."""
        application = str(uuid.uuid4())
        self.execute("""
            insert into application (id, vacancy_id, status, name, email, phone, age, breed,
                                     coat_colour, language, created_at)
            values (%(id)s, %(vacancy)s, 'unconfirmed', %(name)s, %(email)s, '+7 900 000-00-01', 3,
                    'Siberian', 'grey', 'en', now());

            insert into application_history (application_id, version, event, at, by_role)
            values (%(id)s, 1, 'asked', now(), 'applicants')""",
            id=application, vacancy=self.vacancy, name=name, email=f"{application}@cats.example")
        return application

    def confirm(self, application: str) -> None:
        digest = self.keep_picture(application)
        self.execute("""
            update application
            set    status = 'new', tests = array[%(test)s::uuid], confirmed_at = now(),
                   photo_sha256 = %(digest)s, version = version + 1
            where  id = %(id)s;

            insert into application_history (application_id, version, event, at, by_role)
            select id, version, 'confirmed', now(), 'applicant' from application where id = %(id)s""",
            id=application, test=self.test, digest=digest)

    def keep_picture(self, application: str) -> str:
        """Another picture, which has been cleaned already; its digest."""
        picture = photo("cat", random.Random(uuid.uuid4().int))
        digest = hashlib.sha256(picture).hexdigest()
        self.execute("""
            insert into photo (sha256, media_type, bytes, created_at)
            values (%(digest)s, 'image/jpeg', %(picture)s, now());

            insert into application_photo (application_id, sha256, at)
            values (%(id)s, %(digest)s, now());

            update application set photo_sha256 = %(digest)s
            where  id = %(id)s and photo_sha256 is not null""",
            id=application, digest=digest, picture=picture)
        return digest

    def invite(self, application: str) -> None:
        """To the first version of the test, as its invitation that has the application's id."""
        self.execute("""
            insert into sitting_group (key, created_at) values (%(key)s, now())
            on conflict do nothing;

            insert into invitation (id, application_id, number, group_id, limit_seconds,
                                    grace_seconds, expires_at, created_by, created_at)
            select %(id)s, %(id)s, 1, id, 1200, 5, now() + interval '14 days', 'boss', now()
            from   sitting_group
            where  key = %(key)s;

            insert into invitation_test (invitation_id, position, test_id, version, scoring)
            values (%(id)s, 1, %(test)s, 1, 1);

            update application set status = 'invited' where id = %(id)s""",
            id=application, test=self.test, key=f"{self.test}:1/1")

    def begin(self, application: str, answers: dict[str, object]) -> None:
        """The test that it is invited to; answers: by the ids of questions."""
        self.execute("""
            insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds,
                                 started_at, deadline_at, accept_until)
            select i.id, i.application_id, i.group_id, 7, i.limit_seconds, i.extra_seconds, now(),
                   now() + s.length, now() + s.length + make_interval(secs => i.grace_seconds)
            from   invitation i
            cross  join make_interval(secs => i.limit_seconds + i.extra_seconds) s (length)
            where  i.application_id = %(id)s and i.revoked_at is null;

            insert into answer (attempt_id, question, revision, value, saved_at, via)
            select i.id, '1.' || a.key, 1, a.value, now(), 'script'
            from   invitation i
            cross  join jsonb_each(%(answers)s::jsonb) a
            where  i.application_id = %(id)s and i.revoked_at is null""",
            id=application, answers=json.dumps(answers))

    def hand_in(self, answers: dict[str, object], parked: bool = False) -> str:
        """The id of an attempt that waits to be scored, or whose scoring has failed too often."""
        application = self.apply("Sitting Cat")
        self.confirm(application)
        self.invite(application)
        self.begin(application, answers)
        self.execute("""
            update attempt
            set    status = 'handed_in', handed_in_at = now(), handed_in_by = 'applicant',
                   tries = case when %(parked)s then 5 else 0 end,
                   failure = case when %(parked)s then 'its cause is mended' end,
                   next_at = case when not %(parked)s then now() end
            where  id = %(id)s""", id=application, parked=parked)
        return application

    def score(self, application: str) -> None:
        """A cat that is invited has handed its test in, and is tested."""
        with self.database.transaction():
            self.begin(application, {})
            self.execute("""
                update sitting_group g
                set    finished = finished + 1
                from   attempt a
                where  a.group_id = g.id and a.application_id = %(id)s and a.status = 'running';

                update attempt a
                set    status = 'finished', handed_in_at = now(), handed_in_by = 'applicant',
                       points = 21, max_points = 46, characteristics = array_fill(50::int2, array[20]),
                       code = repeat('J', 20), knocked_out = false, ordinal = g.finished,
                       finished_at = now()
                from   sitting_group g
                where  g.id = a.group_id and a.application_id = %(id)s and a.status = 'running';

                update application set status = 'tested', version = version + 1 where id = %(id)s;

                insert into application_history (application_id, version, event, at, by_role)
                select id, version, 'tested', now(), 'applicants' from application
                where  id = %(id)s""", id=application)

    def link(self, application: str) -> str:
        """The path of a link to it, as the service makes them."""
        keys = (self.mcf.state / "portal-keys").read_text(encoding="ascii").strip()
        number, key = keys.split(",")[0].split(":")
        drawn = hmac.digest(bytes(32), base64.b64decode(key), "sha256")
        key = hmac.digest(drawn, b"mcf link 1\x01", "sha256")
        expiry = int(time.time()) + 400 * 86_400
        signed = struct.pack(">BBI", 1, int(number), expiry) + os.urandom(16)
        token = signed + hmac.digest(key, signed, "sha256")[:16]
        self.execute("""
            insert into link (token_hash, application_id, kind, expires_at, created_at)
            values (%(hash)s, %(id)s, 'status', now() + interval '400 days', now())""",
            hash=hashlib.sha256(token).digest(), id=application)
        return f"/portal/{base64.urlsafe_b64encode(token).decode().rstrip('=')}"

    def execute(self, statements: str, **values: object) -> None:
        for statement in statements.split(";"):
            self.database.execute(statement, values)
