"""Everything stopped but `orders` and its database: ordering goes on, and the rest catches up."""

from __future__ import annotations

import random
import uuid

from demo_day.photos import photo
from events.cluster import Cluster, wait_until

from deployment import CORE, SERVICES, Deployment, has_begun, order_form, packages, undelivered


def test_orders_go_on_alone_and_the_rest_catches_up(demo, notify):
    core, rest = demo.cluster.copy(), demo.cluster.copy()
    homes = {service: [core if service in CORE else rest] for service in SERVICES}
    with Deployment(demo, homes, notify=notify) as deployment:
        core.start()
        rest.start()
        orders = deployment.serve("orders")
        others = [deployment.serve(service) for service in SERVICES if service != "orders"]
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
        deployment.serve("packing", "client-billing", "worker-billing")
        wait_until(lambda: not undelivered(core, rest), 60, deployment.report)
        wait_until(lambda: packages(rest) == outcomes, 60, deployment.report)
        ended = [order for order, outcome in outcomes.items() if outcome]
        wait_until(
            lambda: lines(rest, "client", ended) == desk.amounts("charge", ended), 60,
            deployment.report)
        done = [order for order in ended if outcomes[order] == "completed"]
        wait_until(
            lambda: lines(rest, "worker", done) == desk.amounts("earning", done), 60,
            deployment.report)


def lines(rest: Cluster, side: str, orders: list[str]) -> dict[str, int]:
    """What a side of billing has booked for each of some orders, in hundredths."""
    return dict(rest.query(
        f"select id::text, amount from {side}_billing.billing_line where id = any(%s::uuid[])",
        orders, database=f"mcf_{side}_billing"))


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

    def amounts(self, what: str, orders: list[str]) -> dict[str, int]:
        """What orders say that each comes to, in hundredths."""
        told = {order: self.manager.get(f"/api/orders/{order}")[what] for order in orders}
        return {order: int(amount.replace(".", "")) for order, amount in told.items()}

    def outcome(self, order: str) -> str | None:
        return self.manager.get(f"/api/orders/{order}").get("outcome")
