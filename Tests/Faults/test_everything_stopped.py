"""Everything stopped but `orders` and its database: ordering goes on, and the rest catches up, and
bills the same."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict

from demo_day.photos import photo
from events.cluster import Cluster, wait_until

from deployment import CORE, SERVICES, Deployment, has_begun, order_form, packages, undelivered

# So short that a day is over as soon as the rest has caught up.
PERIODS = {
    "MCF_CLIENT_BILLING_CUTOFF": "every 2s", "MCF_WORKER_BILLING_CUTOFF": "every 2s",
    "MCF_BILLING_GRACE_SECONDS": "0",
}


def test_orders_go_on_alone_and_the_rest_catches_up(demo, notify):
    core, rest = demo.cluster.copy(), demo.cluster.copy()
    homes = {service: [core if service in CORE else rest] for service in SERVICES}
    with Deployment(demo, homes, notify=notify) as deployment:
        core.start()
        rest.start()
        orders = deployment.serve("orders")
        others = [
            deployment.serve(service, **PERIODS) for service in SERVICES if service != "orders"]
        relay = deployment.relay()
        desk = Desk(orders)
        wait_until(lambda: has_begun(rest), 60, deployment.report)
        before = desk.place(hours=3)
        wait_until(lambda: packages(rest) == {before: None}, 30, deployment.report)

        for program in [*(served.program for served in others), relay]:
            program.kill()
        deployment.issuer.stop()
        rest.stop()
        outcomes = {before: None, **desk.live_a_day()}

        rest.start()
        deployment.relay()
        deployment.serve("packing", "client-billing", "worker-billing", **PERIODS)
        wait_until(lambda: not undelivered(core, rest), 60, deployment.report)
        wait_until(lambda: packages(rest) == outcomes, 60, deployment.report)
        ended = [order for order, outcome in outcomes.items() if outcome]
        for side in AMOUNTS:
            amounts = desk.amounts(side, ended)
            wait_until(lambda: lines(rest, side) == amounts, 60, deployment.report)
            wait_until(lambda: are_over(rest, side), 10, deployment.report)
            deployment.start("billing", ["billing", f"{side}s"], PERIODS).wait()
            assert invoices(rest, side) == by_party(amounts)
        deployment.start("ledger", ["ledger", "verify"], {}).wait()


def ask(rest: Cluster, side: str, sql: str) -> list[tuple]:
    """What the tables of a side of billing say."""
    schema = f"{side}_billing"
    with rest.connect(f"mcf_{schema}", options=f"-c search_path={schema}") as connection:
        return connection.execute(sql).fetchall()


def lines(rest: Cluster, side: str) -> dict[str, tuple[str, int]]:
    """For each order whose it is and what is booked, in hundredths."""
    rows = ask(rest, side, "select order_id::text, party::text, amount from billing_line")
    return {order: (party, amount) for order, party, amount in rows}


def are_over(rest: Cluster, side: str) -> bool:
    """Whether all periods that have lines have ended."""
    return ask(
        rest, side,
        "select from billing_line l join period p on p.id = l.period where p.ends_at > now()") == []


def invoices(rest: Cluster, side: str) -> dict[str, int]:
    """What all those of each party come to, in hundredths."""
    return dict(ask(rest, side, "select party::text, sum(total)::int8 from invoice group by party"))


def by_party(amounts: dict[str, tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for party, amount in amounts.values():
        sums[party] += amount
    return sums


def hundredths(amount: str) -> int:
    return int(amount.replace(".", ""))


# What an order comes to for whom it is of: R-030, for its client whatever became of it; R-240, for its
# worker what was earned, or the fine.
AMOUNTS = {
    "client": lambda order: hundredths(order["charge"]),
    "worker": lambda order: {"completed": hundredths(order["earning"]), "failed": -40_00}.get(
        order["outcome"], 0),
}


class Desk:
    """A client who orders, and the workers who come."""

    def __init__(self, orders):
        self.orders = orders
        self.client = orders.caller("client", "hcb-3")
        self.manager = orders.caller("manager", "boss")
        types = self.client.get("/api/service-types")["items"]
        self.type = next(type for type in types if type["name"] == "At once")["id"]

    def place(self, **delta: float) -> str:
        form = order_form(self.type, **delta)
        quote = self.client.call("POST", "/api/quotes", json={"service_type_id": self.type}).json()
        return self.client.create("/api/orders", {**form, "max_charge": quote["charge"]})["id"]

    def live_a_day(self) -> dict[str, str | None]:
        """One order of each fate; by id, the outcome."""
        picture = photo("alone", random.Random(1))
        completed, cancelled = self.place(minutes=10), self.place(minutes=20)
        worker_id = self.manager.get(f"/api/orders/{completed}")["worker_id"]
        worker = self.orders.caller("worker", worker_id)
        worker.send_photo(f"/api/orders/{completed}/check-in", picture, str(uuid.uuid4()))
        report = photo("done", random.Random(2))
        worker.send_photo(f"/api/orders/{completed}/complete", report)
        charge = self.client.get(f"/api/orders/{cancelled}")["charge"]
        self.client.act(f"/api/orders/{cancelled}/cancel", {"confirm_charge": charge})
        swept = self.place(seconds=1)
        wait_until(lambda: self.outcome(swept) is not None, 30, self.orders.program.tail)
        waits = self.place(hours=6)
        return {order: self.outcome(order) for order in (completed, cancelled, swept, waits)}

    def amounts(self, side: str, orders: list[str]) -> dict[str, tuple[str, int]]:
        """For each order whose it is on a side of billing, and what it comes to if it does."""
        told = {order: self.manager.get(f"/api/orders/{order}") for order in orders}
        return {
            order: (each[f"{side}_id"], amount)
            for order, each in told.items() if (amount := AMOUNTS[side](each))}

    def outcome(self, order: str) -> str | None:
        return self.manager.get(f"/api/orders/{order}").get("outcome")
