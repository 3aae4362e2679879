"""R-280, invariant 13, deployed: without the database and settings of bets all others work."""

from __future__ import annotations

import uuid

from deployment import SERVICES, Deployment, has_begun, order_form, packages
from events.cluster import wait_until

from services import HIDDEN


def test_all_others_are_served_and_carried_to(demo):
    cluster = demo.cluster.copy()
    others = [service for service in SERVICES if service not in HIDDEN]
    with Deployment(demo, {service: [cluster] for service in others}) as deployment:
        cluster.start()
        cluster.query("drop database mcf_bets")
        served = deployment.serve(*others)
        relay = deployment.relay()
        wait_until(lambda: has_begun(cluster), 60, deployment.report)
        client = served.caller("client", "hcb-3")
        types = client.get("/api/service-types")["items"]
        type = next(each["id"] for each in types if each["name"] == "At once")
        charge = client.call("POST", "/api/quotes", json={"service_type_id": type}).json()["charge"]
        address = f"{uuid.uuid4()}@example.com"
        order = client.create("/api/orders", {
            **order_form(type, hours=3), "email": address, "max_charge": charge})["id"]
        client.act(f"/api/orders/{order}/cancel", {"confirm_charge": charge})
        wait_until(lambda: packages(cluster) == {order: "cancelled"}, 30, deployment.report)
        for database, sql, value in [
            ("mcf_client_billing", "select from client_billing.billing_line where order_id = %s", order),
            ("mcf_notifications", "select from notifications.message where address = %s", address),
        ]:
            wait_until(
                lambda: cluster.query(sql, value, database=database) != [], 30, deployment.report)
        assert served.is_ready() and relay.runs
        for path in ("/api/markets", "/bets"):
            manager = served.caller("manager", "boss")
            assert manager.session.get(served.url + path, timeout=30).status_code == 404
