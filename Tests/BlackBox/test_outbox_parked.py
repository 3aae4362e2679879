"""`mcf outbox dead`, `retry` and `skip`: a person helps an event that failed."""

from __future__ import annotations

import contextlib
import re
import uuid

import pytest
from conftest import run_mcf
from events.cluster import wait_until
from services import LINKS, SCHEMAS


@contextlib.contextmanager
def unlucky(bed, manager: str):
    """Until it is mended, orders cannot take this manager's events; the test leaves none parked."""
    bed.sql(
        "orders",
        f"alter table orders.person add constraint unlucky check (id <> '{manager}') not valid")
    yield
    assert bed.parked() == []


def skip_everywhere(bed, event: str) -> None:
    """Gives up an event that none of its consumers understands."""
    reasons = ["--by", "Tom", "--because", "from the future"]
    takers = [destination for source, destination in LINKS if source == "managers"]
    for service in takers:
        parked = f"select from {SCHEMAS[service]}.inbox_parked where event_id = '{event}'"
        wait_until(lambda: bed.sql(service, parked), 30)
    refused = bed.outbox("skip", event, *reasons)
    assert refused.returncode == 65 and "choose one with --in: " + ", ".join(takers) in refused.stderr
    for service in takers:
        assert bed.done("skip", event, *reasons, "--in", service) == f"{service} goes on without it.\n"


def mend(bed) -> None:
    bed.sql("orders", "alter table orders.person drop constraint unlucky")


def wait_until_dead(bed, event: str) -> int:
    """A day passes for a parked event, and its next try is the last one; how many there were."""
    wait_until(lambda: [row[0] for row in bed.parked()][:1] == [event], 30, bed.parked)
    bed.sql(
        "orders",
        "update orders.inbox_parked set head_since = now() - interval '1 day' "
        "where head_since is not null")
    bed.done("retry", event)
    wait_until(lambda: bed.parked()[0][2], 30, bed.parked)
    return bed.parked()[0][1]


def test_nothing_is_dead(bed):
    assert bed.done("dead") == "No event is dead.\n"
    assert bed.done("dead", "--parked") == "No event is parked.\n"


def test_a_parked_event_is_shown_with_its_cause_and_those_behind_it(bed):
    manager = bed.register()
    bed.wait_for(manager, 1)
    event = bed.append(manager, 2, type="manager.changed.v99")
    bed.append(manager, 3)
    wait_until(lambda: len(bed.parked()) == 2, 30, bed.parked)
    line = bed.status("managers")
    assert (line["PARKED"], line["DEAD"]) == ("2", "0")
    assert bed.done("dead") == "No event is dead.\n"
    shown = bed.done("dead", "--parked", "--in", "orders")
    assert re.match(rf"{event}  again at \d{{4}}-\d\d-\d\dT", shown)
    assert f"manager.changed.v99 from managers to orders, version 2 of {manager}" in shown
    assert re.search(r"tried \d+ times, 1 waiting behind it", shown)
    assert "nobody here handles manager.changed.v99" in shown
    skip_everywhere(bed, event)
    bed.wait_for(manager, 3)


def test_what_was_mended_is_tried_by_retry_and_its_key_flows(bed):
    manager = bed.register()
    bed.wait_for(manager, 1)
    with unlucky(bed, manager):
        bed.change(manager, name="Murka")
        bed.change(manager, active=False)
        wait_until(lambda: bed.parked(), 30)
        event = bed.parked()[0][0]
        tries = wait_until_dead(bed, event)
        wait_until(lambda: len(bed.parked()) == 2, 30, bed.parked)
        line = bed.status("managers")
        assert (line["PARKED"], line["DEAD"]) == ("2", "1")
        shown = bed.done("dead")
        assert shown.startswith(f"{event}  dead\n") and "unlucky" in shown
        assert event in bed.done("dead", "--in", "orders")
        assert bed.done("dead", "--in", "packing") == "No event is dead.\n"
        elsewhere = bed.outbox("retry", event, "--in", "packing")
        assert elsewhere.returncode == 65 and "is not parked" in elsewhere.stderr

        # Not mended yet: it is tried, and stays dead.
        assert bed.done("retry", event) == "orders tries it now.\n"
        wait_until(lambda: bed.parked()[0][1:] == (tries + 1, True), 30, bed.parked)
        assert bed.known(manager) == 1

        mend(bed)
        assert bed.done("retry", event.upper(), "--in", "orders") == "orders tries it now.\n"
        bed.wait_for(manager, 3)
        wait_until(lambda: not bed.parked(), 30, bed.parked)


def test_what_is_skipped_never_takes_effect_and_is_kept_with_who_and_why(bed):
    manager = str(uuid.uuid4())
    with unlucky(bed, manager):
        event = bed.append(manager, 1)
        bed.append(manager, 2)
        wait_until_dead(bed, event)
        wait_until(lambda: len(bed.parked()) == 2, 30, bed.parked)
        # The cause is mended; still only a person decides about the dead one.
        mend(bed)
        done = bed.done("skip", event, "--by", "Vasilisa Claw", "--because", "a duplicate")
        assert done == "orders goes on without it.\n"
        bed.wait_for(manager, 2)
        kept = bed.sql(
            "orders",
            "select skipped_by, reason, sequence from orders.inbox_skipped where event_id = %s", event)
        assert kept == [("Vasilisa Claw", "a duplicate", 1)]
        shown = bed.done("dead", "--skipped", "--in", "orders")
        assert re.search(rf"^{event}  skipped \S+Z by Vasilisa Claw: a duplicate$", shown, re.M)
        assert f"manager.changed.v1 from managers to orders, version 1 of {manager}" in shown
        assert event not in bed.done("dead", "--skipped", "--in", "packing")
        wait_until(lambda: not bed.parked(), 30, bed.parked)


def test_only_the_first_of_its_key_can_be_retried_or_skipped(bed):
    manager = str(uuid.uuid4())
    first = bed.append(manager, 1, type="manager.changed.v99")
    second = bed.append(manager, 2)
    wait_until(lambda: len(bed.parked()) == 2, 30, bed.parked)
    reasons = ["--by", "Tom", "--because", "tired"]
    for arguments in (
        ["retry", second], ["skip", second, *reasons],
        ["retry", second, "--in", "orders"], ["skip", second, *reasons, "--in", "orders"],
    ):
        done = bed.outbox(*arguments)
        assert (done.returncode, done.stdout) == (65, "")
        assert f"{second} is not parked, or waits behind another" in done.stderr
    assert [row[0] for row in bed.parked()] == [first, second]
    skip_everywhere(bed, first)
    bed.wait_for(manager, 2)


def test_an_inbox_that_is_away_hides_no_other_and_blocks_no_retry(bed):
    settings = {
        "MCF_ORDERS_URL": bed.url("orders", "orders_app"),
        "MCF_PACKING_URL": "host=/nowhere dbname=mcf_packing user=packing_app",
    }
    manager = str(uuid.uuid4())
    with unlucky(bed, manager):
        event = bed.append(manager, 1)
        wait_until(lambda: bed.parked(), 30)
        shown = run_mcf("outbox", "dead", "--parked", **settings)
        assert shown.returncode == 69 and shown.stdout.startswith(f"{event}  again at ")
        assert "mcf: packing: " in shown.stderr and "/nowhere" in shown.stderr

        unknown = run_mcf("outbox", "retry", str(uuid.uuid4()), **settings)
        assert (unknown.returncode, unknown.stdout) == (69, "")
        assert "mcf: packing: " in unknown.stderr
        mend(bed)
        done = run_mcf("outbox", "retry", event, **settings)
        assert (done.returncode, done.stdout) == (0, "orders tries it now.\n")
        assert "mcf: packing: " in done.stderr
        bed.wait_for(manager, 1)
        wait_until(lambda: not bed.parked(), 30, bed.parked)


@pytest.mark.parametrize("command", ["retry", "skip"])
def test_an_event_that_nobody_knows_is_an_error_that_says_where_to_look(bed, command):
    event = str(uuid.uuid4())
    reasons = ["--by", "Tom", "--because", "tired"] if command == "skip" else []
    done = bed.outbox(command, event, *reasons)
    assert (done.returncode, done.stdout) == (65, "")
    assert event in done.stderr and "mcf outbox dead" in done.stderr
