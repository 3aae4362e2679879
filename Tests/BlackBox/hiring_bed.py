"""Applications as managers find them: they come in by mail, which has tests of its own."""

from __future__ import annotations

import hashlib
import uuid

import psycopg

from local_mcf import LocalMCF


def execute(mcf: LocalMCF, sql: str, **values) -> None:
    with psycopg.connect(mcf.database, dbname="mcf_applicants", autocommit=True) as database:
        database.execute("set search_path = applicants")
        for statement in sql.split(";"):
            database.execute(statement, values)


def apply(mcf: LocalMCF, vacancy: str, tests: list[str], picture: bytes, name: str = "Murka") -> str:
    """A cat has applied, and confirmed it with a picture."""
    application = str(uuid.uuid4())
    keep_picture(mcf, application, picture, f"""
        insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                                 language, created_at)
        values (%(id)s, %(vacancy)s, 'unconfirmed', %(name)s, %(email)s, '+74950000042', 3,
                'Siberian', 'grey', 'en', now());
        insert into application_history (application_id, version, event, at, by_role)
        values (%(id)s::uuid, 1, 'asked', now(), 'applicants'),
               (%(id)s::uuid, 2, 'confirmed', now(), 'applicant')""",
        """
        update application
        set    status = 'new', tests = %(tests)s::uuid[], confirmed_at = now(), version = 2,
               photo_sha256 = %(digest)s
        where  id = %(id)s""", vacancy=vacancy, tests=tests, name=name,
        email=f"{application}@cats.example")
    return application


def keep_picture(
    mcf: LocalMCF, application: str, picture: bytes, before: str = "select 1",
    after: str = "update application set photo_sha256 = %(digest)s where id = %(id)s", **values
) -> None:
    """A picture that has been cleaned already."""
    execute(mcf, f"""{before};
        insert into photo (sha256, media_type, bytes, created_at)
        values (%(digest)s, 'image/jpeg', %(picture)s, now())
        on conflict do nothing;
        insert into application_photo (application_id, sha256, at)
        values (%(id)s, %(digest)s, now());
        {after}""", id=application, picture=picture,
        digest=hashlib.sha256(picture).hexdigest(), **values)


def sit(mcf: LocalMCF, application: str) -> None:
    """A cat that is invited has handed its test in, and it is scored."""
    execute(mcf, """
        insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds,
                             started_at, deadline_at, accept_until, status, handed_in_at,
                             handed_in_by, points, max_points, characteristics, code, knocked_out,
                             ordinal, finished_at)
        select i.id, i.application_id, g.id, 1, i.limit_seconds, 0, now(),
               now() + make_interval(secs => i.limit_seconds),
               now() + make_interval(secs => i.limit_seconds), 'finished', now(), 'applicant', 21,
               46, array_fill(50::int2, array[20]), repeat('J', 20), false, g.finished + 1, now()
        from   invitation i
        join   sitting_group g on g.id = i.group_id
        where  i.application_id = %(id)s and i.revoked_at is null;
        update sitting_group g
        set    finished = finished + 1
        from   invitation i
        where  i.group_id = g.id and i.application_id = %(id)s and i.revoked_at is null;
        update application set status = 'tested', version = version + 1 where id = %(id)s;
        insert into application_history (application_id, version, event, at, by_role)
        select id, version, 'tested', now(), 'applicants' from application where id = %(id)s""",
        id=application)
