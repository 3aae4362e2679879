"""What `mcf outbox` says when it is not understood, before any database is asked."""

from __future__ import annotations

import re

import pytest
from conftest import run_mcf

COMMANDS = [
    "status", "dead", "retry", "skip", "replay", "backfill", "reanchor", "drop-destination"]
ID = "018f0000-0000-7000-8000-00000000003a"


def test_help_lists_the_commands_and_where_databases_are_found():
    done = run_mcf("outbox", "--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\w", done.stdout, re.M), command
    assert "MCF_ORDERS_RELAY_URL" in done.stdout and "`mcf up`" in done.stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("status", ["IN OUTBOX", "LAG", "--watch", "Exit code 69", "shown as ?"]),
        ("dead", ["mcf outbox retry ID", "mcf outbox skip ID", "--parked", "--skipped"]),
        ("retry", ["<id>", "--in", "mcf outbox dead"]),
        ("skip", ["<id>", "--by", "--because", "inbox_skipped"]),
        ("replay", ["--to", "--types", "--since", "2026-03-01T09:00:00Z"]),
        ("backfill", ["<source>", "--types", "--since", "clients, workers, orders, managers"]),
        ("reanchor", ["<sources>", "--to", "--yes", "two to three days"]),
        ("drop-destination", ["<source>", "<destination>", "mcf outbox reanchor"]),
    ],
)
def test_each_command_has_help_that_helps(command, words):
    done = run_mcf("outbox", command, "--help")
    assert done.returncode == 0
    text = " ".join(done.stdout.split())
    for word in ["USAGE: mcf outbox " + command, "--state", *words]:
        assert word in text, word


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fly"], "fly"),
        (["status", "now"], "now"),
        (["dead", "--in", "yarn"], "'yarn' is invalid"),
        (["dead", "--parked", "--skipped"], "cannot be shown together"),
        (["retry"], "<id>"),
        (["retry", "17"], "'17' is invalid"),
        (["skip", ID, "--because", "tired"], "--by"),
        (["skip", ID, "--by", "Tom"], "--because"),
        (["skip", ID, "--by", "", "--because", "tired"], "must not be empty"),
        (["replay", "--to", "orders"], "--since"),
        (["replay", "--since", "2026-03-01T09:00:00Z"], "--to"),
        (["replay", "--to", "orders", "--since", "yesterday"], "such as 2026-03-01T09:00:00Z"),
        (["replay", "--to", "orders", "--types", "order.accepted", "--since",
          "2026-03-01T09:00:00Z"], "orders subscribes to manager.changed"),
        (["replay", "--to", "managers", "--types", "manager.changed", "--since",
          "2026-03-01T09:00:00Z"], "managers subscribes to nothing"),
        (["backfill"], "<source>"),
        (["backfill", "packing"], "clients, workers, orders, managers"),
        (["backfill", "orders"], "--since must say how far back order.finished goes"),
        (["backfill", "orders", "--types", "order.started"], "order.accepted, order.finished"),
        (["backfill", "orders", "--since", "2027-02-30"], "--since must be a day"),
        (["backfill", "orders", "--types", "order.accepted", "--since", "2027-03-07"],
         "order.accepted tells of nothing that is over"),
        (["backfill", "clients", "--since", "2027-03-07"], "client.changed tells of nothing"),
        (["backfill", "clients", "--types", "worker.changed"], "client.changed"),
        (["reanchor"], "<sources>"),
        (["reanchor", "payroll"], "'payroll' is invalid"),
        (["drop-destination", "managers"], "<destination>"),
    ],
)
def test_what_is_not_understood_is_a_usage_error_that_tells_what_would_be(arguments, said):
    done = run_mcf("outbox", *arguments)
    assert (done.returncode, done.stdout) == (64, ""), done.stderr
    assert said in done.stderr
    assert "mcf outbox" in done.stderr
