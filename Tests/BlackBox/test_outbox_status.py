"""`mcf outbox status`: how events travel, as an operator sees it."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import threading
import uuid
from itertools import count

import pytest
from conftest import run_mcf
from events.cluster import wait_until
from outbox_bed import by_link, table

from local_mcf import MCF
from services import LINKS, SCHEMAS, setting

COLUMNS = [
    "SOURCE", "DESTINATION", "IN OUTBOX", "IN INBOX", "LAG", "EVENTS/S", "PARKED", "DEAD", "RING",
]

# An outbox and an inbox are a schema's, which services may share.
SHOWN = [(SCHEMAS[source], SCHEMAS[destination]) for source, destination in LINKS]

FROM_THE_INBOX = {"IN INBOX", "EVENTS/S", "PARKED", "DEAD"}


def relay_urls(bed, away: str) -> dict[str, str]:
    """The settings of a deployment, one of whose services' databases cannot be reached."""
    services = {service for link in LINKS for service in link}
    return {
        setting(name, "RELAY_URL"):
            "host=/nowhere dbname=mcf user=mcf_relay" if name == away else bed.url(name, "mcf_relay")
        for name in services}


def unknown(line: dict[str, str]) -> set[str]:
    return {column for column, value in line.items() if value == "?"}


def test_a_line_for_each_source_and_destination(bed):
    lines = table(bed.done("status"))
    assert [list(line) for line in lines] == [COLUMNS] * len(lines)
    assert [(line["SOURCE"], line["DESTINATION"]) for line in lines] == SHOWN
    for line in lines:
        assert re.fullmatch(r"\d+ (B|kB|MB)", line["RING"])
    bed.wait_for(bed.register(), 1)
    quiet = bed.status("managers")
    del quiet["RING"], quiet["EVENTS/S"]
    assert list(quiet.values()) == ["managers", "orders", "0", "0", "-", "0", "0"]


def test_it_tells_what_the_relay_has_not_brought_and_since_when(bed):
    with bed.locked("orders", "orders.inbox_cursor"):
        manager = bed.register()
        bed.change(manager, name="Murka")
        late = wait_until(
            lambda: (line := bed.status("managers"))["LAG"] not in ("-", "0 s", "1 s") and line)
        assert (late["IN OUTBOX"], late["IN INBOX"]) == ("2", "0")
    bed.wait_for(manager, 2)


def test_it_tells_what_the_service_has_not_handled(bed):
    bed.wait_for(bed.register(), 1)
    with bed.locked("orders", "orders.inbox_slot"):
        manager = bed.register()
        late = wait_until(
            lambda: (line := bed.status("managers"))["LAG"] not in ("-", "0 s") and line)
        assert (late["IN OUTBOX"], late["IN INBOX"]) == ("0", "1")
    bed.wait_for(manager, 1)


def test_it_tells_how_many_events_are_handled_a_second(bed):
    is_over, manager = threading.Event(), str(uuid.uuid4())

    def append() -> None:
        for version in count(1):
            bed.append(manager, version)
            if is_over.is_set():
                return

    appending = threading.Thread(target=append)
    appending.start()
    try:
        busy = wait_until(lambda: (line := bed.status("managers"))["EVENTS/S"] != "0" and line)
    finally:
        is_over.set()
        appending.join()
    assert int(busy["EVENTS/S"]) > 0
    wait_until(lambda: bed.status("managers")["EVENTS/S"] == "0")


def test_it_tells_what_the_outbox_takes_on_disk(bed):
    def kilobytes() -> int:
        size, unit = bed.status("managers")["RING"].split()
        return int(size) if unit == "kB" else int(size) * 1024

    before = kilobytes()
    bed.sql(
        "managers",
        """
        insert into managers.outbox (event_id, type, subject, sequence, time, data)
        select gen_random_uuid(), 'nobody.cares.v1', gen_random_uuid(), 1, now(), '{}'
        from   generate_series(1, 10000)
        """)
    assert kilobytes() - before > 1_000


def test_on_a_terminal_it_refreshes_until_ctrl_c(bed):
    terminal, inside = pty.openpty()
    command = [MCF, "outbox", "status", "--watch", "--state", str(bed.mcf.state)]
    with subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside) as watching:
        shown = b""
        while shown.count(b"\x1b[H\x1b[2J") < 3:
            shown += os.read(terminal, 4096)
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 0
    os.close(terminal)
    os.close(inside)
    screens = shown.decode().split("\x1b[H\x1b[2J")
    assert list(by_link(screens[1])) == SHOWN


def test_a_pipe_gets_no_control_characters(bed):
    command = [MCF, "outbox", "status", "--watch", "--state", str(bed.mcf.state)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        lines = [watching.stdout.readline() for _ in range(len(LINKS) + 2)]
        watching.send_signal(signal.SIGTERM)
        assert watching.wait(30) == 0
    assert lines[0] == lines[-1] and lines[0].split()[0] == "SOURCE"
    assert not any("\x1b" in line for line in lines)


def test_settings_come_before_the_mcf_up_of_this_machine(bed):
    settings = relay_urls(bed, away="packing")
    done = run_mcf("outbox", "status", **settings)
    assert done.returncode == 69
    lines = by_link(done.stdout)
    assert list(lines) == SHOWN
    known = lines["managers", "orders"]
    assert all(known[column].isdigit() for column in ("IN OUTBOX", "IN INBOX", "PARKED", "DEAD"))
    assert unknown(lines["orders", "packing"]) == FROM_THE_INBOX | {"LAG"}
    assert done.stderr.count("mcf: ") == 1
    assert re.search(r"^mcf: packing: .*cannot connect", done.stderr, re.M)
    assert "/nowhere" in done.stderr


@pytest.mark.parametrize(("table_name", "figures", "columns"), [
    ("orders.inbox_parked", "PARKED", {"PARKED", "DEAD"}),
    ("orders.inbox_slot", "IN INBOX", {"IN INBOX", "LAG", "EVENTS/S"}),
    ("managers.outbox", "IN OUTBOX of orders", {"IN OUTBOX", "LAG"}),
])
def test_one_missing_grant_hides_its_own_figures_and_no_others(bed, table_name, figures, columns):
    service = table_name.split(".")[0]
    bed.sql(service, f"revoke select on {table_name} from mcf_relay")
    try:
        done = run_mcf("outbox", "status", "--state", str(bed.mcf.state))
    finally:
        bed.sql(service, f"grant select on {table_name} to mcf_relay")
    assert done.returncode == 69
    lines = {(line["SOURCE"], line["DESTINATION"]): line for line in table(done.stdout)}
    assert unknown(lines["managers", "orders"]) == columns
    assert unknown(lines["orders", "packing"]) == set()
    # An outbox is counted for each of its destinations.
    counts = [source for source, _ in lines if f"{source}.outbox" == table_name] or [service]
    assert done.stderr.count("mcf: ") == len(counts)
    assert f"mcf: {service}: {figures}: " in done.stderr
    assert f"permission denied for table {table_name.split('.')[1]}" in done.stderr


def test_what_waits_for_a_destination_that_is_away_can_be_seen(bed):
    settings = relay_urls(bed, away="orders")

    def line() -> dict[str, str]:
        done = run_mcf("outbox", "status", **settings)
        assert done.returncode == 69, done
        lines = by_link(done.stdout)
        gone = lines["orders", "packing"]
        assert (gone["IN OUTBOX"], gone["RING"], gone["IN INBOX"]) == ("?", "?", "0")
        return lines["managers", "orders"]

    # The source is told where its destination is within a second or two.
    wait_until(lambda: line()["IN OUTBOX"] == "0", what=line)
    with bed.locked("orders", "orders.inbox_cursor"):
        manager = bed.register()
        waiting = line()
        assert waiting["IN OUTBOX"] == "1" and waiting["LAG"].endswith(" s")
        assert unknown(waiting) == FROM_THE_INBOX
    bed.wait_for(manager, 1)


def test_a_destination_that_nobody_serves_is_shown(bed):
    bed.sql(
        "managers",
        "insert into managers.outbox_destination values ('payroll', pg_current_snapshot(), now())")
    try:
        bed.wait_for(bed.register(), 1)
        found = next(
            line for line in table(bed.done("status")) if line["DESTINATION"] == "payroll")
        assert (found["SOURCE"], found["IN OUTBOX"]) == ("managers", "1")
        assert unknown(found) == FROM_THE_INBOX
    finally:
        bed.done("drop-destination", "managers", "payroll")
    assert "payroll" not in bed.done("status")


def test_a_setting_that_is_missing_is_named():
    done = run_mcf("outbox", "status", MCF_ORDERS_RELAY_URL="host=/nowhere")
    assert done.returncode == 69
    assert "MCF_PACKING_RELAY_URL must be set" in done.stderr


def test_without_any_database_it_says_what_to_do(tmp_path):
    done = run_mcf("outbox", "status", "--state", str(tmp_path))
    assert done.returncode == 69
    assert "MCF_ORDERS_RELAY_URL" in done.stderr and str(tmp_path) in done.stderr
    assert "mcf up" in done.stderr


@pytest.mark.parametrize("command", ["dead", "retry", "skip"])
def test_the_other_commands_say_so_too(tmp_path, command):
    arguments = {"dead": [], "retry": [str(uuid.uuid4())],
                 "skip": [str(uuid.uuid4()), "--by", "Tom", "--because", "tired"]}[command]
    done = run_mcf("outbox", command, *arguments, "--state", str(tmp_path))
    assert (done.returncode, done.stdout) == (69, "")
    assert "MCF_ORDERS_URL" in done.stderr and "mcf up" in done.stderr
