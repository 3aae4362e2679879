"""Whoever sends mails is killed, doubled, or cut off from the database: every mail is delivered, and
again only where nobody can know that it was, counted, as the same bytes (R-300, cases 2 and 9)."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterator

import pytest
import requests
from events.cluster import wait_until

from local_mcf import free_port

from .mail_bed import NOBODY, Mails


@pytest.fixture
def mails(server, tmp_path) -> Iterator[Mails]:
    """With an office that answers to a dot after 0 to 200 ms."""
    made = Mails(server, tmp_path, slowest=0.2)
    yield made
    made.remove()


def test_killed_again_and_again_under_load(mails, full):
    kills = 30 if full else 5
    # Those of the last third are sent in peace.
    orders = 12 * kills
    mails.accept(orders)
    mails.serve()
    for kill in range(kills):
        enough = (kill + random.random()) * 2 * orders / kills * 2 / 3
        wait_until(lambda: len(mails.office.recipients) >= enough, 60, mails.services[-1].tail)
        mails.kill(with_backends=random.random() < 0.5)
        mails.wait_for_backends()
        # Who takes it over says that it was not delivered.
        for message, _, _, repeats in mails.messages("state = 'sending' and dot_at is null"):
            assert len(mails.office.copies.get(message, [])) <= repeats, message
        mails.let_leases_end()
        mails.serve()
    mails.kill(with_backends=False)
    mails.send_the_rest()
    mails.check(2 * orders)


def test_two_replicas_send_none_twice(mails):
    mails.accept(50)
    # There, so that both find something to do, whoever comes first.
    taker = mails.serve(MCF_SMTP_URL="")
    wait_until(lambda: len(mails.messages("state = 'queued'")) == 100, 60, taker.tail)
    taker.kill()
    ports = [free_port(), free_port()]
    for port in ports:
        mails.serve(MCF_METRICS_PORT=str(port), MCF_MAIL_CONNECTIONS="2")
    wait_until(lambda: len(mails.messages("state = 'sent'")) == 100, 60, mails.services[-1].tail)
    mails.check(100)
    assert mails.messages("tries <> 1 or repeats <> 0") == []
    for port in ports:
        shown = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
        assert re.search(r'^mcf_mails_total\{.*state="sent".*\} [1-9]', shown, re.M), "it has sent none"


def test_the_database_is_away_for_a_while_under_load(mails):
    mails.accept(60)
    service = mails.serve()
    wait_until(lambda: len(mails.office.recipients) > 20, 60, service.tail)
    mails.cluster.stop("immediate")
    time.sleep(1)
    mails.cluster.start()
    # Whoever is told to stop writes down what the server has said.
    service.stop(60)
    mails.send_the_rest()
    mails.check(120)


# By what holds somebody up; whether Postgres goes on without whoever is dead; what is known by then:
# state, tries, whether the mail and its dot are there; how often it comes and is sent again.
LEASE = "old.state = 'queued' and new.state = 'sending'"
RAW = "old.raw is null and new.raw is not null"
DOT = "old.dot_at is null and new.dot_at is not null"
TURN = "new.state = 'sent'"
STEPS = {
    "before the lease": (LEASE, False, ("queued", 0, False, False), (1, 0)),
    "after it": (LEASE, True, ("sending", 1, False, False), (1, 0)),
    "before the mail is kept": (RAW, False, ("sending", 1, False, False), (1, 0)),
    "after it is kept": (RAW, True, ("sending", 1, True, False), (1, 0)),
    "while the server is told of it": ("mail", True, ("sending", 1, True, False), (1, 0)),
    "before the dot is noted": (DOT, False, ("sending", 1, True, False), (1, 0)),
    "after it is noted, and before it is sent": (DOT, True, ("sending", 1, True, True), (1, 1)),
    "after the dot, and before the answer": ("dot", True, ("sending", 1, True, True), (2, 1)),
    "before the turn is noted": (TURN, False, ("sending", 1, True, True), (2, 1)),
    "after it is noted": (TURN, True, ("sent", 1, False, True), (1, 0)),
}


def test_killed_at_each_step(mails):
    mails.query(
        """
        create function held() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock(1);
          return new;
        end $$
        """)
    messages = {}
    for step, (holder, goes_on, known, _) in STEPS.items():
        mails.accept(1, worker_id=NOBODY)
        kill_at(mails, holder, goes_on)
        ((message, *found),) = mails.query(
            "select message_id, state, tries, raw is not null, dot_at is not null from message "
            "where recipient_kind = 'client' and not message_id = any (%s)", list(messages.values())
        ) or [(None,)]
        assert tuple(found) == known, step
        messages[step] = message
        # Nobody comes back to it before all have been killed.
        mails.query("update message set next_at = now() + interval '1 hour' where settled_at is null")
    mails.send_the_rest()
    mails.check(len(STEPS))
    repeats = {message: repeats for message, _, _, repeats in mails.messages("true")}
    ends = {
        step: (len(mails.office.copies[message]), repeats[message])
        for step, message in messages.items()}
    assert ends == {step: end for step, (_, _, _, end) in STEPS.items()}


def kill_at(mails: Mails, holder: str, goes_on: bool) -> None:
    """Holds up whoever sends the next mail, and kills it there."""
    over, reached = threading.Event(), threading.Event()

    def hold() -> None:
        reached.set()
        over.wait(60)

    if holder in ("mail", "dot"):
        setattr(mails.office, f"at_{holder}", hold)
        mails.serve()
        assert reached.wait(20), mails.services[-1].tail()
        mails.kill(with_backends=False)
        setattr(mails.office, f"at_{holder}", lambda: None)
        over.set()
    else:
        with mails.connect() as connection:
            connection.execute(
                f"create trigger held before update on message for each row when ({holder}) "
                "execute function held()")
            connection.execute("select pg_advisory_lock(1)")
            mails.serve()
            wait_until(
                lambda: mails.backends("wait_event = 'advisory'"), 20, mails.services[-1].tail)
            mails.kill(with_backends=not goes_on)
        mails.wait_for_backends()
        mails.query("drop trigger held on message")
    mails.wait_for_backends()
