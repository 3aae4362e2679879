"""`mcf outbox replay`, `backfill`, `reanchor` and `drop-destination`: events that go once more."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from conftest import run_mcf
from deployment import order_form
from events.cluster import Cluster, wait_until
from services import LINKS, SCHEMAS

from rest import Caller


def ago(**delta: float) -> str:
    at = datetime.now(timezone.utc) - timedelta(**delta)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def forget(bed, *managers: str) -> None:
    """A hole in what orders knows."""
    for manager in managers:
        bed.sql("orders", "delete from orders.person where id = %s", manager)


def handled(bed) -> int:
    """How many events of managers orders is through with."""
    return bed.sql(
        "orders",
        "select sum(position)::int8 from orders.inbox_cursor where source = 'managers'")[0][0]


def test_a_replay_mends_a_hole_and_changes_nothing_else(bed):
    early, kept = bed.register(), bed.register()
    bed.wait_for(kept, 1)
    bed.change(kept, name="Murka")
    bed.wait_for(kept, 2)
    since = ago()
    late = bed.register()
    bed.wait_for(late, 1)
    forget(bed, early, late)

    assert bed.done("replay", "--to", "orders", "--types", "manager.changed", "--since", since) == (
        "orders handles 1 events again; see mcf outbox status.\n")
    bed.wait_for(late, 1)
    assert (bed.known(early), bed.known(kept)) == (None, 2)

    bed.done("replay", "--to", "orders", "--since", ago(hours=1))
    bed.wait_for(early, 1)
    wait_until(lambda: bed.status("managers")["IN INBOX"] == "0")
    assert bed.known(kept) == 2


def test_a_replay_of_what_has_not_happened_copies_nothing(bed):
    bed.wait_for(bed.register(), 1)
    done = bed.done("replay", "--to", "orders", "--types", "manager.changed.v1", "--since",
                    ago(seconds=-60))
    assert done.startswith("orders handles 0 events again")
    done = bed.done("replay", "--to", "packing", "--types", "order.accepted,order.finished",
                    "--since", ago(hours=1))
    assert done.startswith("packing handles 0 events again")


def test_a_backfill_brings_the_present_state_to_who_starts_late(bed):
    manager = bed.register()
    bed.change(manager, name="Murka")
    bed.wait_for(manager, 2)
    forget(bed, manager)
    ((registered,),) = bed.sql("managers", "select count(*) from managers.manager")
    done = bed.done("backfill", "managers", "--types", "manager.changed")
    assert done == f"Published manager.changed.v1 {registered} times.\n"
    bed.wait_for(manager, 2)
    assert bed.done("backfill", "managers") == done


def test_a_backfill_publishes_registers_that_nobody_reads_yet(bed):
    ((clients,),) = bed.sql("clients", "select count(*) from clients.client")
    done = bed.done("backfill", "clients", "--types", "client.changed.v1")
    assert done == f"Published client.changed.v1 {clients} times.\n"


def test_a_backfill_of_orders_goes_as_far_back_as_it_is_told(bed):
    client = Caller(bed.mcf.url, bed.mcf.token("client", "hcb-1"))
    service = client.get("/api/service-types")["items"][0]["id"]
    orders = [client.create("/api/orders", order_form(service, hours=5))["id"] for _ in range(2)]
    for order in orders:
        bed.boss.act(f"/api/orders/{order}/fail", {"reason": "worker_cannot_come"})
    ended = "select count(*) from orders.orders where ended_at >= %s"
    ((at,),) = bed.sql("orders", "select ended_at from orders.orders where id = %s", orders[1])
    known = f"select order_version, version from packing.package where id = '{orders[1]}'"
    wait_until(lambda: bed.sql("packing", f"{known} and outcome = 'failed'"), 30)
    before = bed.sql("packing", known)

    since = f"{at.astimezone(timezone.utc):%FT%T.%fZ}"
    done = bed.done("backfill", "orders", "--types", "order.finished", "--since", since)
    assert done == f"Published order.finished.v1 {bed.sql('orders', ended, at)[0][0]} times.\n"
    day = f"{at - timedelta(days=2):%F}"
    both = bed.done("backfill", "orders", "--since", day)
    assert re.fullmatch(
        r"Published order\.accepted\.v1 \d+ times\.\n"
        r"Published order\.finished\.v1 \d+ times\.\n", both), both
    wait_until(lambda: bed.status("orders", "packing")["IN INBOX"] == "0", 30)
    assert bed.sql("packing", known) == before

    ahead = bed.outbox("backfill", "orders", "--since", ago(hours=-1))
    assert (ahead.returncode, ahead.stdout) == (65, "")
    assert ahead.stderr == "mcf: --since lies ahead; nothing has ended since then\n"


def restore_backup(bed, manager: str) -> None:
    """What the source published of this manager is gone, and its numbers are given again."""
    bed.sql("managers", "delete from managers.outbox where subject = %s", manager)
    bed.sql("managers", "select setval('managers.outbox_id', greatest(1, last_value - 1)) "
                        "from managers.outbox_id")
    bed.restart_postgres()


def test_a_restored_source_is_refused_until_a_person_reanchors_it(bed):
    lost = bed.register()
    bed.wait_for(lost, 1)
    restore_backup(bed, lost)
    refusal = (
        "managers is older than what was delivered from it: a restored backup; if that is right, "
        "`mcf outbox reanchor managers --to orders`")
    wait_until(lambda: refusal in bed.mcf.output, 30, lambda: bed.mcf.output[-3000:])
    found = bed.register()
    wait_until(lambda: bed.status("managers")["IN OUTBOX"] == "1", 30)
    assert bed.known(found) is None

    assert bed.done("reanchor", "managers", "--to", "orders") == (
        "managers to orders: 1 events delivered that were not before.\n")
    bed.wait_for(found, 1)
    # The others refuse it as well.
    assert "managers to clients: 1 events" in bed.done("reanchor", "managers")
    after = bed.register()
    bed.wait_for(after, 1)


@pytest.fixture
def standby():
    """A migrated cluster that waits for a primary's log, which never comes."""
    cluster = Cluster.make_template(script=None)
    cluster.start()
    done = run_mcf("migrate", "--admin", cluster.url("postgres", "postgres"))
    assert done.returncode == 0, done
    cluster.stop()
    (cluster.data / "standby.signal").touch()
    cluster.start()
    yield cluster
    cluster.remove()


def test_a_standby_is_not_reanchored_to(bed, standby):
    bed.wait_for(bed.register(), 1)
    done = run_mcf(
        "outbox", "reanchor", "managers", "--to", "orders",
        MCF_ORDERS_RELAY_URL=bed.url("orders", "mcf_relay"),
        MCF_MANAGERS_RELAY_URL=standby.url("mcf_managers", "mcf_relay"))
    assert (done.returncode, done.stdout) == (78, "")
    assert done.stderr == (
        "mcf: managers is a standby; name the primary, with target_session_attrs=read-write\n")


def test_to_reanchor_what_is_well_delivers_nothing_twice(bed):
    manager = bed.register()
    bed.wait_for(manager, 1)
    before = handled(bed)
    assert sorted(bed.done("reanchor", "managers", "orders").splitlines()) == sorted(
        f"{source} to {destination}: 0 events delivered that were not before."
        for source, destination in LINKS if source in ("managers", "orders"))
    assert handled(bed) == before
    bed.change(manager, name="Murka")
    bed.wait_for(manager, 2)


def test_what_nobody_can_tell_is_said_and_asked_for(bed):
    """The inbox was emptied of an event that the source retains and does not know to be delivered."""
    manager = bed.register()
    bed.wait_for(manager, 1)
    wait_until(lambda: bed.status("managers")["IN INBOX"] == "0")
    bed.sql("orders", "delete from orders.inbox where subject = %s", manager)
    bed.sql("orders", "update orders.inbox_identity set emptied = now()")
    bed.sql("managers", "update managers.outbox_destination set passed = '3:3:'")
    doubt = ("will not be delivered: the inbox of orders holds nothing that old any more, "
             "so nobody can tell whether it had them\n")

    asked = bed.outbox("reanchor", "managers", "--to", "orders")
    assert (asked.returncode, asked.stdout) == (65, "")
    assert asked.stderr.startswith("mcf: 1 events that managers retains, from ")
    assert asked.stderr.endswith(doubt + "mcf: nothing was done; if that is right, say --yes\n")

    given_up = bed.outbox("reanchor", "managers", "--to", "orders", "--yes")
    assert given_up.returncode == 0 and given_up.stderr.endswith(doubt)
    assert given_up.stdout == "managers to orders: 0 events delivered that were not before.\n"
    bed.change(manager, name="Murka")
    bed.wait_for(manager, 2)
    bed.sql("orders", "update orders.inbox_identity set emptied = '-infinity'")
    assert bed.done("reanchor", "managers", "--to", "orders") == (
        "managers to orders: 1 events delivered that were not before.\n")


def test_a_dropped_destination_is_forgotten_and_refused_when_it_comes_back(bed):
    bed.wait_for(bed.register(), 1)
    bed.sql(
        "managers",
        "insert into managers.outbox_destination values ('payroll', pg_current_snapshot(), now())")
    assert bed.done("drop-destination", "managers", "payroll") == (
        "managers keeps no events for payroll any more.\n")
    takers = sorted(SCHEMAS[taker] for source, taker in LINKS if source == "managers")
    again = bed.outbox("drop-destination", "managers", "payroll")
    assert again.returncode == 65
    assert again.stderr == (
        f"mcf: managers keeps no events for payroll; it does for: {', '.join(takers)}\n")

    bed.done("drop-destination", "managers", "orders")
    takers.remove("orders")
    nobody = bed.outbox("drop-destination", "managers", "orders")
    assert nobody.returncode == 65 and f"it does for: {', '.join(takers)}" in nobody.stderr
    bed.restart_postgres()
    refusal = "managers no longer knows orders, which was dropped there"
    wait_until(lambda: refusal in bed.mcf.output, 30, lambda: bed.mcf.output[-3000:])
    missed = bed.register()
    wait_until(lambda: bed.status("managers")["IN OUTBOX"] == "1", 30)
    # The relay may deliver it first: it goes on as soon as it is known again.
    assert "delivered that were not before" in bed.done("reanchor", "managers", "--to", "orders")
    bed.wait_for(missed, 1)
