"""Attempts at a test as the portal leaves them, without their waiting for it."""

from __future__ import annotations

import json
import uuid

import psycopg


def sit(database: str, test: str, vacancy: str, answers: dict, parked: bool = False) -> str:
    """The id of an attempt at the first version of a test that is handed in.

    database: the connection string of the superuser.
    answers: by the ids of questions.
    parked: scoring it has failed too often.
    """
    named = {
        "test": test, "vacancy": vacancy, "application": uuid.uuid4(), "attempt": uuid.uuid4(),
        "photo": uuid.uuid4().bytes, "key": f"{test}:1/1", "answers": json.dumps(answers),
        "tries": 5 if parked else 0, "failure": "its cause is mended" if parked else None,
        "parked": parked,
    }
    with psycopg.connect(database, dbname="mcf_applicants") as connection:
        connection.execute("set search_path = applicants, public")
        for statement in STATEMENTS.split(";"):
            connection.execute(statement, named)
    return str(named["attempt"])


STATEMENTS = """
insert into photo (sha256, media_type, bytes, created_at)
values (encode(sha256(%(photo)s), 'hex'), 'image/png', %(photo)s, now());

insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                         language, created_at)
values (%(application)s, %(vacancy)s, 'unconfirmed', 'Sitting Cat',
        %(application)s::text || '@example.com', '+7 900 00', 3, 'Siberian', 'grey', 'en', now());

insert into application_history (application_id, version, event, at, by_role)
values (%(application)s, 1, 'asked', now(), 'applicants');

insert into application_photo (application_id, sha256, at)
values (%(application)s, encode(sha256(%(photo)s), 'hex'), now());

update application
set    status = 'invited', tests = array[%(test)s::uuid], confirmed_at = now(),
       photo_sha256 = encode(sha256(%(photo)s), 'hex')
where  id = %(application)s;

insert into sitting_group (key, created_at) values (%(key)s, now()) on conflict do nothing;

insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                        expires_at, created_by, created_at)
select %(attempt)s, %(application)s, 1, id, 1200, 5, now() + interval '14 days', 'boss', now()
from   sitting_group where key = %(key)s;

insert into invitation_test (invitation_id, position, test_id, version, scoring)
values (%(attempt)s, 1, %(test)s, 1, 1);

insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds, started_at,
                     deadline_at, accept_until)
select %(attempt)s, %(application)s, id, 7, 1200, 0, now(), now() + interval '1200 s',
       now() + interval '1205 s'
from   sitting_group where key = %(key)s;

insert into answer (attempt_id, question, revision, value, saved_at, via)
select %(attempt)s, '1.' || key, 1, value, now(), 'script'
from   jsonb_each(%(answers)s::jsonb);

update attempt
set    status = 'handed_in', handed_in_at = now(), handed_in_by = 'applicant',
       tries = %(tries)s, failure = %(failure)s,
       next_at = case when not %(parked)s then now() end
where  id = %(attempt)s
"""
