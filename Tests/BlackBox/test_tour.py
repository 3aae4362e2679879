"""Every operation of the services, called with success; each answer is held against the
OpenAPI documents on the way (see conftest.py)."""

from __future__ import annotations

import base64
import hmac
import json
import random
import re
import time
import uuid
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
import requests
from conftest import run_mcf
from demo_day.photos import photo, tells_where
from events.cluster import wait_until
from hiring_bed import HiringBed

from local_mcf import sign_in
from rest import Caller, Refused


def later(**delta) -> str:
    at = datetime.now(timezone.utc) + timedelta(**delta)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")



class Tour:
    def __init__(self, mcf, knowing: Caller):
        self.mcf = mcf
        # A manager of whom all services have heard.
        self.knowing = knowing
        self.run = uuid.uuid4().hex[:8]
        self.manager = Caller(mcf.url, mcf.token("manager", "boss"))
        self.hcb = Caller(mcf.url, mcf.token("hcb", "hcb"))
        self.picture = photo("tour", random.Random(3))
        self.report = photo("signed", random.Random(4))

    def clients(self) -> Caller:
        pushed = {
            "external_id": f"tour-{self.run}", "first_name": "Tilly", "last_name": "Tour",
            "email": "tilly@example.com", "phone": None, "place": "1 Cushion Street",
        }
        self.hcb.create("/api/clients", pushed)
        line = b'{"external_id": "tour-2", "first_name": "A", "last_name": "B", "email": "a@b.ru"}\n'
        report = self.hcb.call(
            "POST", "/api/clients/import", data=line + b"not JSON\n",
            headers={"Content-Type": "application/x-ndjson"},
        ).json()
        assert report["lines"] == 2 and report["rejected"] == 1
        assert report["bad_lines"][0]["line"] == 2

        # one who signs in before HCB's push arrives is registered by signing in.
        early = Caller(self.mcf.url, self.mcf.token(
            "client", f"early-{self.run}", given_name="Early", family_name="Bird",
            email="early@example.com",
        ))
        with pytest.raises(Refused) as refused:
            early.create("/api/orders", self.order("0" * 8 + "-0000-7000-8000-" + "0" * 12))
        assert refused.value.answer.status_code == 403
        assert refused.value.answer.json()["type"].endswith("client-not-registered")
        assert early.call("GET", "/api/clients/me", expect=201).json()["first_name"] == "Early"
        assert early.get("/api/clients/me")["first_name"] == "Early"

        client = Caller(self.mcf.url, self.mcf.token("client", f"tour-{self.run}"))
        me = client.get("/api/clients/me")
        self.manager.get("/api/clients", q="tilly", active="true", limit=2)
        read = self.manager.call("GET", f"/api/clients/{me['id']}")
        changed = client.call(
            "PATCH", f"/api/clients/{me['id']}", json={"phone": "+74950000001"},
            headers={"If-Match": read.headers["ETag"]},
        ).json()
        assert changed["version"] == me["version"] + 1
        return client

    def workers(self) -> None:
        entered = self.manager.create("/api/workers", {
            "name": f"Tom Tour {self.run}", "email": f"tom-{self.run}@example.com",
            "phone": "+78120000001", "age": 3, "breed": "Siberian", "coat_colour": "tabby",
            "code": "ABCDEFGHIJKLMNOPQRST",
        })
        path = f"/api/workers/{entered['id']}"
        worker = Caller(self.mcf.url, self.mcf.token("worker", entered["id"]))
        line = b'{"name": "Imported", "email": "imported@example.com"}\n'
        report = self.manager.call(
            "POST", "/api/workers/import", data=line,
            headers={"Content-Type": "application/x-ndjson"},
        ).json()
        assert report["rejected"] == 1 and report["bad_lines"][0]["errors"]
        assert worker.get("/api/workers/me")["id"] == entered["id"]
        assert self.manager.get(path)["characteristics"]["strength"] == 5
        self.manager.get("/api/workers", q=self.run)
        worker.call("PATCH", path, json={"phone": "+78120000002"})
        worker.call("PUT", f"{path}/photo", files={"photo": ("me.jpg", self.picture, "image/jpeg")})
        served = worker.call("GET", f"{path}/photo")
        assert served.headers["Content-Type"] == "image/jpeg" and not tells_where(served.content)
        hours = worker.get(f"{path}/hours")
        for key_ in [k for k, v in hours.items() if isinstance(v, list)]:
            hours[key_] = [{"weekday": 1, "from": "09:00", "to": "18:00"}]
        worker.call("PUT", f"{path}/hours", json=hours)
        absence = worker.create(f"{path}/absences", {
            "from": later(days=1), "to": later(days=2), "reason": "a nap",
        })
        worker.get(f"{path}/absences")
        worker.get(f"{path}/absences/{absence['id']}")
        worker.call("DELETE", f"{path}/absences/{absence['id']}", expect=204)
        self.manager.call("PATCH", path, json={"active": False})

    def managers(self) -> None:
        entered = self.manager.create("/api/managers", {
            "name": f"Vasilisa {self.run}", "email": f"vasilisa-{self.run}@example.com",
        })
        path = f"/api/managers/{entered['id']}"
        herself = Caller(self.mcf.url, self.mcf.token("manager", entered["id"]))
        assert herself.get("/api/managers/me")["id"] == entered["id"]
        self.manager.get("/api/managers", q=self.run, active="true")
        read = herself.call("GET", path)
        self.manager.call(
            "PATCH", path, json={"active": False}, headers={"If-Match": read.headers["ETag"]}
        )
        with pytest.raises(Refused) as refused:
            herself.get("/api/managers")
        assert refused.value.answer.json()["type"].endswith("manager-deactivated")

    def order(self, service: str, **rest) -> dict:
        return {
            "service_type_id": service, "description": "a tour, please",
            "place": "1 Cushion Street", "phone": "+74950000001", "email": "tilly@example.com",
            "scheduled_at": later(minutes=10), **rest,
        }

    @staticmethod
    def confirmed(order: dict) -> dict:
        """How a client cancels: knowing what stays due (R-030)."""
        return {"reason": "client_request", "confirm_charge": order["charge"]}

    def service_types(self) -> str:
        added = self.manager.create("/api/service-types", {
            "name": f"Tour {self.run}", "description": "for the tour", "duration_minutes": 1,
            "active": True, "characteristics": {"speed": 1}, "packing_list": ["map"],
            "lead_minutes": 0, "horizon_days": 60, "travel_minutes": 0,
        })
        path = f"/api/service-types/{added['id']}"
        etag = self.manager.call("GET", path).headers["ETag"]
        with pytest.raises(Refused) as refused:
            self.manager.call("PATCH", path, json={"description": "unseen"})
        assert refused.value.answer.status_code == 428
        self.manager.call(
            "PATCH", path, json={"description": "changed"}, headers={"If-Match": etag}
        )
        self.manager.get("/api/service-types", active="true")
        return added["id"]

    def orders(self, client: Caller, service: str) -> str:
        quote = client.call("POST", "/api/quotes", json={"service_type_id": service}).json()
        order = client.create("/api/orders", self.order(service, max_charge=quote["charge"]))
        path = f"/api/orders/{order['id']}"
        worker = Caller(self.mcf.url, self.mcf.token("worker", order["worker_id"]))
        worker.send_photo(f"{path}/check-in", self.picture)
        client.call("GET", f"{path}/photos/check-in")
        # a report is another picture than the check-in.
        with pytest.raises(Refused) as refused:
            worker.send_photo(f"{path}/complete", self.picture)
        assert refused.value.answer.json()["type"].endswith("same-photo")
        worker.send_photo(f"{path}/complete", self.report)
        assert client.get(path)["outcome"] == "completed"
        worker.call("GET", f"{path}/photos/report")
        events = client.get(f"{path}/history")["items"]
        assert [event["event"] for event in events] == ["accepted", "started", "completed"]
        # the worker sees what it earns, not what the client pays.
        seen = worker.get(path)
        assert seen["earning"] == "60.00" and "charge" not in seen and "price" not in seen

        second = client.create("/api/orders", self.order(service, scheduled_at=later(hours=3)))
        client.act(f"/api/orders/{second['id']}/cancel", self.confirmed(second))
        third = client.create(
            f"/api/orders/{second['id']}/copy", {"scheduled_at": later(hours=4)}
        )
        self.manager.act(f"/api/orders/{third['id']}/fail", {"reason": "worker_cannot_come"})
        # a manager fails all open orders of a worker in one act.
        fourth = client.create("/api/orders", self.order(service, scheduled_at=later(hours=5)))
        failed = self.manager.act("/api/orders/fail-open", {"worker_id": fourth["worker_id"]})
        assert fourth["id"] in [each["id"] for each in failed["items"]]
        self.manager.get("/api/orders", status="failed", q="tour, please", limit=2)
        assert fourth["id"] not in [
            each["id"] for each in client.each("/api/orders", status="open")]
        # Of this client: other tests fill the list, and a page ends.
        table = self.manager.call(
            "GET", f"/api/orders?client={order['client_id']}", headers={"Accept": "text/csv"})
        assert table.headers["Content-Type"].startswith("text/csv")
        assert order["id"] in table.text
        return order["id"]

    def packing(self, client: Caller, service: str) -> None:
        clerk = Caller(self.mcf.url, self.mcf.token("clerk", "packer"))
        # No cookie arrives before we say so.
        cookies = re.search(r"Cookies that were ordered: (\S+)", self.mcf.output)[1]
        slow = requests.patch(f"{cookies}/behaviour", json={"delay_seconds": 600}, timeout=5)
        assert slow.json()["delay_seconds"] == 600
        order, other = (
            client.create("/api/orders", self.order(service, scheduled_at=later(hours=hours)))
            for hours in (6, 8)
        )
        path = f"/api/packages/{order['id']}"
        # an order appears on the live list at once, through two databases.
        with clerk.session.get(
            f"{self.mcf.url}/api/packages/stream", params={"after": 0}, stream=True, timeout=60
        ) as stream:
            assert stream.status_code == 200
            assert any(order["id"] in line for line in stream.iter_lines(decode_unicode=True))
        packages = clerk.get("/api/packages", worker=order["worker_id"])["items"]
        assert order["id"] in [package["id"] for package in packages]
        for step, status in [
            ("ready", "ready"), ("issue", "issued"), ("take-back", "ready"), ("issue", "issued"),
        ]:
            assert clerk.act(f"{path}/{step}")["status"] == status
        worker = Caller(self.mcf.url, self.mcf.token("worker", order["worker_id"]))
        assert "acceptance form" in worker.get(path)["packing_list"]
        self.cookie_arrived(clerk, clerk.get(path)["cookie"]["id"])
        assert clerk.get(path)["cookie"]["status"] == "arrived"
        events = [entry["event"] for entry in clerk.get(f"{path}/history")["items"]]
        assert [event for event in events if "cookie" not in event] == [
            "ordered", "ready", "issued", "taken_back", "issued",
        ]
        self.unpack(client, clerk, other)

    def unpack(self, client: Caller, clerk: Caller, order: dict) -> None:
        client.act(f"/api/orders/{order['id']}/cancel", self.confirmed(order))
        path = f"/api/packages/{order['id']}"
        self.until(lambda: clerk.call("GET", path).json()["outcome"] == "cancelled")
        assert clerk.act(f"{path}/cookie-arrived")["cookie"]["status"] == "arrived"
        assert clerk.act(f"{path}/unpack")["done"] is True

    @staticmethod
    def until(fact) -> None:
        end = time.monotonic() + 30
        while not fact():
            assert time.monotonic() < end
            time.sleep(0.05)

    def cookie_arrived(self, caller: Caller, cookie: str) -> None:
        self.tell(caller, f"/api/cookies/{cookie}/arrived", "cookie.arrived", cookie)

    def tell(self, caller: Caller, path: str, kind: str, reference: str) -> None:
        """A call signed by the scheme of Standard Webhooks."""
        said = {"type": kind, "timestamp": later(), "data": {"reference": reference}}
        body, name, now = json.dumps(said), f"msg-{uuid.uuid4()}", str(int(time.time()))
        secret = (self.mcf.state / "webhook-secret").read_text().removeprefix("whsec_")
        code = hmac.digest(base64.b64decode(secret), f"{name}.{now}.{body}".encode(), "sha256")
        caller.call(
            "POST", path, expect=204, data=body,
            headers={
                "Content-Type": "application/json", "webhook-id": name, "webhook-timestamp": now,
                "webhook-signature": "v1," + base64.b64encode(code).decode(),
            },
        )

    def matching(self, order: str) -> None:
        trace = self.manager.get(f"/api/orders/{order}/match")
        assert trace["pipeline_version"] >= 1
        now = self.manager.call("GET", "/api/matching/pipeline")
        pipeline = {"steps": now.json()["steps"]}
        tried = self.manager.call(
            "POST", "/api/matching/dry-run", json={"order_id": order, **pipeline}
        ).json()
        assert tried
        put = self.manager.call(
            "PUT", "/api/matching/pipeline", json=pipeline,
            headers={"If-Match": now.headers["ETag"]},
        ).json()
        assert put["version"] == now.json()["version"] + 1

    def client_billing(self, client: Caller, order: str) -> None:
        """R-030, R-230: what has ended is charged, and invoiced once its week is over."""
        money = "/api/client-billing"
        own = lambda: client.get(f"{money}/lines", limit=200)["items"]
        self.until(lambda: order in [line["order_id"] for line in own()])
        line = next(line for line in own() if line["order_id"] == order)
        entries = self.manager.get(f"{money}/ledger", cause=line["id"])["items"]
        assert [entry["amount"] for entry in entries] == [line["amount"]] == ["100.00"]
        charged = lambda: client.get(f"{money}/summary")["charged"]
        self.until(lambda: charged() == f"{100 * len(own())}.00")
        self.end_period("client_billing")
        done = run_mcf(
            "billing", "clients", "--state", str(self.mcf.state), MCF_BILLING_GRACE_SECONDS="0")
        assert done.returncode == 0, done
        (invoice,) = client.get(f"{money}/invoices")["items"]
        # A try may be claimed between the two looks.
        read = client.get(f"{money}/invoices/{invoice['id']}")
        assert {**read, "next_try_at": invoice["next_try_at"]} == invoice
        lines = client.get(f"{money}/lines", invoice=invoice["id"])["items"]
        assert len(lines) == invoice["lines"] and line["id"] in [each["id"] for each in lines]
        assert client.get(f"{money}/summary")["due"] == invoice["left"]
        self.nothing_to_pay_by(client, money, invoice["id"])
        self.pay_by_card(client, money, invoice)
        self.give_back(client, money, line["id"])
        self.settle_difference(money, "client_billing")

    def nothing_to_pay_by(self, client: Caller, money: str, invoice: str) -> None:
        """R-221: without a way to pay nothing is collected."""
        key = lambda: {"Idempotency-Key": str(uuid.uuid4())}
        assert client.get(f"{money}/payment-methods") == {"items": []}
        client.call("POST", f"{money}/payment-methods", json={"adapter": "paws"}, expect=400,
                    headers=key())
        nobodys = f"{money}/payment-methods/{uuid.uuid4()}"
        client.call("PUT", f"{nobodys}/default", expect=404)
        client.call("DELETE", nobodys, expect=404)
        pay = client.call("POST", f"{money}/invoices/{invoice}/pay", json={}, expect=409,
                          headers=key())
        assert pay.json()["type"].endswith("/no-payment-method")
        client.call("POST", f"{money}/notices/paws", json={}, expect=404)

    def pay_by_card(self, client: Caller, money: str, invoice: dict) -> None:
        """R-220, R-221: what a card is declined for is paid when the client wants it paid."""
        self.behave("Payments by card", decline_rate=1)
        card = self.agree(client, money, "card")
        (method,) = client.get(f"{money}/payment-methods")["items"]
        assert (method["id"], method["state"], method["default"]) == (card, "active", True)
        path = f"{money}/invoices/{invoice['id']}"
        under_way = lambda: client.get(path)["status"] == "under_way"
        self.until(lambda: "declined" in self.payments(invoice["id"]) and not under_way())
        self.behave("Payments by card", decline_rate=0)
        client.call("POST", f"{path}/pay", json={}, headers={"Idempotency-Key": "tour-pay"})
        self.until(lambda: client.get(path)["status"] == "paid")
        assert client.get(f"{money}/summary")["paid"] == invoice["due"]
        told = client.get(path)
        assert [each["state"] for each in told["tries"]][-2:] == ["declined", "succeeded"]
        assert [each["amount"] for each in told["payments"]] == [invoice["due"]]
        # what is paid comes to the register, which gives the discount.
        self.until(lambda: client.get("/api/clients/me")["paid"] == invoice["due"])
        self.tell(
            Caller(self.mcf.url, ""), f"{money}/notices/card", "payment.changed", invoice["id"])
        debit = f"{money}/payment-methods/{self.agree(client, money, 'direct_debit')}"
        client.get(f"{money}/payment-methods")
        client.call("PUT", f"{debit}/default")
        client.call("DELETE", debit, expect=204)

    def give_back(self, client: Caller, money: str, line: str) -> None:
        """R-250, R-270: what was charged too much is the client's credit."""
        wish = {"line_id": line, "amount": "30.00", "reason": "the box is still there"}
        note = self.manager.create(f"{money}/corrections", wish)
        assert (note["number"][:2], note["amount"]) == ("K-", "-30.00")
        assert client.get(f"{money}/corrections")["items"][0]["reason"] == wish["reason"]
        self.two_managers(money, "corrections", {**wish, "amount": "60.00"})
        assert client.get(f"{money}/summary")["credit"] == "90.00"
        with psycopg.connect(self.mcf.database, dbname="mcf_client_billing") as database:
            (payment,), = database.execute("""
                select r.id::text
                from   client_billing.receipt r
                join   client_billing.billing_line l on l.party = r.party
                where  l.id = %s""", [line])
        refund = self.manager.create(
            f"{money}/refunds", {"payment_id": payment, "amount": "40.00", "reason": "as asked"})
        states = lambda: {
            each["id"]: each["state"] for each in self.manager.get(f"{money}/refunds")["items"]}
        self.until(lambda: states()[refund["id"]] == "paid")
        assert client.get(f"{money}/summary")["credit"] == "50.00"

    def agree(self, client: Caller, money: str, adapter: str) -> str:
        """A way to pay, agreed upon on its provider's own page."""
        added = client.create(f"{money}/payment-methods", {"adapter": adapter})
        page = urlsplit(added["authorise_url"])
        decided = requests.post(
            f"{page.scheme}://{page.netloc}{page.path}", timeout=20, allow_redirects=False,
            data={"session": parse_qs(page.query)["session"][0], "decision": "authorise"})
        assert (decided.status_code, decided.headers["Location"]) == (
            303, f"{self.mcf.url}/invoices/payment-methods/{added['id']}")
        return added["id"]

    def settle_difference(self, money: str, schema: str) -> None:
        """R-275: what a provider says otherwise waits for a manager."""
        with psycopg.connect(
            self.mcf.database, dbname=f"mcf_{schema}", autocommit=True) as database:
            database.execute(f"""
                insert into {schema}.difference
                       (id, adapter, what, reference, key, theirs, found_at)
                values (gen_random_uuid(), 'paws', 'unknown_here', gen_random_uuid()::text, 'x.1',
                        500, now())""")
        (differs,) = self.manager.get(f"{money}/differences")["items"]
        assert (differs["what"], differs["ours"]) == ("unknown_here", None)
        settled = self.manager.act(
            f"{money}/differences/{differs['id']}/settle", {"why": "it is the baker's"})
        assert settled["why"] == "it is the baker's"

    def two_managers(self, money: str, act: str, wish: dict) -> None:
        """R-270: what one of them proposes another one withdraws, or approves."""
        second = Caller(self.mcf.url, self.mcf.token("manager", "second"))
        for decide, decision in [("withdraw", "withdrawn"), ("approve", "approved")]:
            waits = self.manager.call(
                "POST", f"{money}/{act}", json=wish, expect=202,
                headers={"Idempotency-Key": str(uuid.uuid4())}).json()["id"]
            waiting = second.get(f"{money}/proposals", limit=200)["items"]
            assert waits in [each["id"] for each in waiting]
            assert second.act(f"{money}/proposals/{waits}/{decide}")["decision"] == decision

    def worker_billing(self, order: str) -> None:
        money = "/api/worker-billing"
        worker = self.manager.get(f"/api/orders/{order}")["worker_id"]
        lines = lambda: self.manager.get(f"{money}/lines", worker=worker, limit=200)["items"]
        self.until(lambda: order in [line["order_id"] for line in lines()])
        line = next(line for line in lines() if line["order_id"] == order)
        (entry,) = self.manager.get(f"{money}/ledger", cause=line["id"])["items"]
        assert entry["amount"] == line["amount"] == "60.00"
        bonus = {"worker_id": worker, "amount": "12.34", "reason": "for the vase"}
        given = self.manager.create(f"{money}/bonuses", bonus)
        own = Caller(self.mcf.url, self.mcf.token("worker", worker))
        assert given["id"] in [line["id"] for line in own.get(f"{money}/lines")["items"]]
        assert own.get(f"{money}/summary")["bonuses"] == "12.34"
        # above the limit another manager has to agree.
        self.two_managers(money, "bonuses", {**bonus, "amount": "2000.00"})
        # what was wrong is taken back by another line.
        back = self.manager.create(
            f"{money}/corrections", {"line_id": given["id"], "reason": "the vase is whole"})
        assert (back["reverses"], back["amount"]) == (given["id"], "-12.34")
        found = self.manager.get(f"{money}/corrections", worker=worker)["items"]
        assert back["id"] in [each["id"] for each in found]
        self.payslip(own)

    def payslip(self, own: Caller) -> None:
        """R-230: a month is over, billed, and paid at the second try (R-232)."""
        account = own.call("GET", "/api/worker-billing/payout-account")
        set_to = own.call(
            "PUT", "/api/worker-billing/payout-account", json={"account": "GH-1111-2222-3333"},
            headers={"If-Match": account.headers["ETag"]}).json()
        assert set_to["account"].endswith("33") and "1111" not in set_to["account"]
        self.behave("Transfers to workers", decline_rate=1, decline_code="limit_reached")
        self.end_period("worker_billing")
        done = run_mcf(
            "billing", "workers", "--state", str(self.mcf.state), MCF_BILLING_GRACE_SECONDS="0")
        assert done.returncode == 0, done
        (invoice,) = own.get("/api/worker-billing/invoices")["items"]
        assert own.get(f"/api/worker-billing/invoices/{invoice['id']}") == invoice
        lines = own.get("/api/worker-billing/lines", invoice=invoice["id"])["items"]
        assert len(lines) == invoice["lines"]
        path = f"/api/worker-billing/invoices/{invoice['id']}"
        self.until(lambda: self.manager.get(path)["status"] == "failed")
        self.behave("Transfers to workers", decline_rate=0)
        self.manager.call("POST", f"{path}/send", expect=202)
        self.until(lambda: self.manager.get(path)["status"] == "paid")
        notices = "/api/worker-billing/notices/gold-hat"
        self.tell(Caller(self.mcf.url, ""), notices, "transfer.changed", invoice["id"])
        self.settle_difference("/api/worker-billing", "worker_billing")

    def stand_in(self, party: str) -> str:
        return re.search(rf"{party}: (\S+)/payments", self.mcf.output)[1]

    def behave(self, party: str, **behaviour) -> None:
        """How a provider's stand-in works from now on."""
        requests.patch(
            f"{self.stand_in(party)}/behaviour", json=behaviour, timeout=20).raise_for_status()

    def payments(self, invoice: str) -> list[str]:
        """How the payments by card for an invoice stand at the provider."""
        listed = requests.get(f"{self.stand_in('Payments by card')}/payments", timeout=20).json()
        return [each["status"] for each in listed["items"] if each["reference"] == invoice]

    def end_period(self, schema: str) -> None:
        """The present one ends now: nobody waits for it, and nobody but the superuser can do so."""
        with psycopg.connect(
            self.mcf.database, dbname=f"mcf_{schema}", autocommit=True) as database:
            database.execute("set session_replication_role = replica")
            database.execute(
                f"update {schema}.period set ends_at = now() where sealed_at is null")

    def accounts(self) -> None:
        subject = f"tour-{self.run}"
        sign_in(self.mcf.url, "client", subject)
        own = Caller(self.mcf.url, self.mcf.token("client", subject))
        # The local provider's users are called as they are here: none of them is linked.
        with psycopg.connect(self.mcf.database, dbname="mcf_accounts") as connection:
            connection.execute(
                """
                insert into accounts.link (id, provider, provider_sub, role, subject, by, linked_at)
                values (gen_random_uuid(), 'hcb', %(subject)s, 'client', %(subject)s, 'claim', now())
                """, {"subject": subject})
        for kind in ["sessions", "links"]:
            path = f"/api/accounts/{kind}"
            (entry,) = own.get(path)["items"]
            own.call("DELETE", f"{path}/{entry['id']}", expect=204)

    def notifications(self) -> None:
        desk = "/api/notifications"
        suppressed = self.manager.get(f"{desk}/summary")["suppressed"]
        sent = wait_until(
            lambda: [mail for mail in self.manager.get(f"{desk}/mails", limit=50)["items"]
                     if mail["state"] == "sent"], 30)
        mail = f"{desk}/mails/{sent[0]['id']}"
        assert self.manager.get(mail)["attempts"]
        again = self.manager.create(f"{mail}/resend", {"why": "lost"})
        assert again["resent_why"] == "lost"
        nobody = {"address": f"nobody-{self.run}@cats.example"}
        self.manager.act(f"{desk}/suppressed", {**nobody, "reason": "moved away"})
        assert self.manager.get(f"{desk}/suppressed", q=nobody["address"])["items"]
        assert self.manager.get(f"{desk}/summary")["suppressed"] == suppressed + 1
        self.manager.call("POST", f"{desk}/suppressed/lift", json=nobody, expect=204)

    def hiring(self) -> None:
        """R-110: a test is written, published and scored, and a vacancy names it."""
        test = f"/api/tests/{self.manager.create('/api/tests', {'name': f'Tour {self.run}'})['id']}"
        first = next(each for each in self.manager.each("/api/tests") if each["name"] == "First look")
        published = self.manager.get(f"/api/tests/{first['id']}/versions/1")
        document = together(published["paper"], published["scoring"])
        self.guarded("PUT", f"{test}/draft", f"{test}/draft", {**document, "format": 2})
        assert [each["pointer"] for each in self.manager.act(f"{test}/check")["mistakes"]] == ["/format"]
        with pytest.raises(Refused) as refused:
            self.guarded("POST", f"{test}/versions", f"{test}/draft", {}, expect=201)
        assert refused.value.answer.json()["type"].endswith("not-publishable")
        self.guarded("PUT", f"{test}/draft", f"{test}/draft", document)
        for number in (1, 2):
            made = self.guarded("POST", f"{test}/versions", f"{test}/draft", {}, expect=201)
            assert (made["number"], made["default"]) == (number, number == 1)
        version = f"{test}/versions/2"
        assert self.guarded("POST", f"{version}/default", version, {})["default"] is True
        first_version = f"{test}/versions/1"
        retired = self.guarded("POST", f"{first_version}/retire", first_version, {})
        assert (retired["status"], retired["default"]) == ("retired", False)
        with pytest.raises(Refused) as refused:
            self.guarded("POST", f"{version}/scorings", version, {
                "document": {**document, "limit_seconds": 60}, "note": "shorter"}, expect=201)
        assert refused.value.answer.json()["type"].endswith("frozen")
        self.guarded("POST", f"{version}/scorings", version, {
            "document": {**document, "start_value": 40}, "note": "all start lower"}, expect=201)
        assert [each["number"] for each in self.manager.each(f"{version}/scorings")] == [2, 1]
        assert self.manager.get(f"{version}/scorings/2")["scoring"]["start_value"] == 40
        score = self.manager.act(f"{version}/score", {"answers": {"late_bus": "a"}})
        assert (score["points"], score["characteristics"]["courtesy"]) == (3, 50)
        assert self.manager.get("/api/tests/schema.json")["type"] == "object"
        self.manager.get(f"{test}/versions", limit=1)
        self.guarded("PATCH", test, test, {"archived": True})

        text = {"title": "Cook", "description": "Fish, mostly."}
        vacancy = self.manager.create(
            "/api/vacancies", {"texts": {"en": text, "ru": text}, "tests": [first["id"]]})
        path = f"/api/vacancies/{vacancy['id']}"
        assert self.guarded("PATCH", path, path, {"open": False})["version"] == 2
        assert vacancy["id"] in [each["id"] for each in self.manager.each("/api/vacancies", open="false")]

        self.sittings(first["id"], vacancy["id"], document)

    def applications(self) -> None:
        """R-090: what managers do with an application, until the cat is accepted."""
        vacancy = next(self.manager.each("/api/vacancies", open="true"))
        names = [f"Murka {self.run}", f"Vaska {self.run}"]
        bed = HiringBed(self.mcf, vacancy["tests"][0], vacancy["id"])
        first, second = (bed.apply(name) for name in names)
        bed.confirm(first)
        bed.confirm(second)
        path = f"/api/applications/{first}"
        assert [each["name"] for each in self.manager.each("/api/applications", q=self.run)] == names
        assert self.guarded("PATCH", path, path, {"held_by": "me"})["held_by"] == "boss"
        self.guarded("PUT", f"{path}/test-set", path, {"tests": vacancy["tests"]})
        assert self.manager.act(f"{path}/invite", {"extra_minutes": 5})["status"] == "invited"
        self.manager.act(f"{path}/extra-time", {"minutes": 5, "reason": "a paw in plaster"})
        link = self.manager.call("POST", f"{path}/links", json={"kind": "invitation"}, expect=201)
        assert "/portal/" in link.json()["url"]
        bed.score(first)
        with pytest.raises(Refused) as refused:
            self.manager.act(f"{path}/decision", {"decision": "accept"})
        assert refused.value.answer.json()["standing"]["obstacles"]
        accepted = self.manager.act(
            f"{path}/decision", {"decision": "accept", "reason": "She opens doors."})
        assert accepted["status"] == "accepted" and accepted["worker_id"]
        served = self.manager.call("GET", f"{path}/photo")
        assert served.headers["Content-Type"] == "image/jpeg"
        events = [each["event"] for each in self.manager.each(f"{path}/history")]
        assert events[:2] == ["asked", "confirmed"] and events[-1] == "accepted"
        report = self.manager.call("POST", "/api/applications/bulk", headers={
            "Idempotency-Key": str(uuid.uuid4())}, json={
            "ids": [first, second], "action": "reject", "reason": "incomplete", "expected": 2}).json()
        assert report == {"done": 1, "skipped": [{"id": first, "problem": "wrong-state"}]}

    def sittings(self, test: str, vacancy: str, document: dict) -> None:
        """R-080, R-111, R-112: a test is scored and marked, and another scoring is tried on it."""
        bed = HiringBed(self.mcf, test, vacancy)
        words = bed.hand_in({"late_bus": "a", "why_us": "For the fish."})
        parked = bed.hand_in({"late_bus": "b"}, parked=True)
        assert self.manager.get(f"/api/attempts/{parked}")["parked"] is True
        self.manager.act(f"/api/attempts/{parked}/score-again")

        def stands(attempt: str, status: str) -> bool:
            return self.manager.get(f"/api/attempts/{attempt}")["status"] == status

        wait_until(lambda: stands(parked, "finished"), what="the score")
        wait_until(lambda: stands(words, "marking"), what="an answer to mark")
        # What others have left to be marked has waited longer.
        while (task := self.manager.act("/api/marking/next"))["attempt_id"] != words:
            self.mark(task)
        assert task["answer"] == "For the fish."
        self.mark(task)
        wait_until(lambda: stands(words, "finished"), what="the score of the marked one")
        seen = self.manager.get(f"/api/attempts/{words}")
        assert (seen["points"], seen["standing"]["obstacles"][0]) == (6, "not_among_top")

        version = f"/api/tests/{test}/versions/1"
        assert self.manager.get(f"{version}/statistics")["finished"] >= 2
        tried = self.manager.act(f"{version}/scorings/dry-run", {"document": document})
        assert all(each["old"] == each["new"] for each in tried["attempts"])

    def mark(self, task: dict) -> None:
        path = f"/api/attempts/{task['attempt_id']}/marks/{task['question']}"
        self.manager.call(
            "PUT", path, json={"points": 3}, headers={"If-Match": f'"{task["version"]}"'})

    def guarded(self, method: str, path: str, read: str, body: dict, expect: int = 200) -> dict:
        """Changes what was read at another path, unless somebody else has meanwhile."""
        etag = self.manager.call("GET", read).headers["ETag"]
        return self.manager.call(
            method, path, json=body, headers={"If-Match": etag}, expect=expect).json()

    def quality(self, order: str) -> None:
        """R-190, R-200, R-210: what went wrong is looked into, and what did not is drawn from."""
        reviews, me = "/api/reviews", self.knowing
        client = self.manager.get(f"/api/orders/{order}")["client_id"]
        cases = wait_until(
            lambda: list(me.each(reviews, client=client, origin="automatic", state="open")), 30)
        path = f"{reviews}/{cases[0]['id']}"
        assert me.act(f"{path}/take")["assignee"] == me.id
        assert me.act(f"{path}/put-back", {"reason": "lunch"})["state"] == "open"
        path = f"{reviews}/{me.act(f'{reviews}/take-next')['id']}"
        me.create(f"{path}/calls", {"whom": "worker", "reached": False, "text": "asleep"})
        found = {
            "right_worker": True, "on_time": 3, "work": 3, "supplies": "incomplete",
            "described_well": True, "reached": ["nobody"], "cause": "time",
            "findings": "It was too early for a cat.", "nothing_for_worker": True}
        self.knowing_the_version("PATCH", path, path, found)
        closed = self.knowing_the_version(
            "POST", f"{path}/close", path, {"text_for_client": "We shall come later."})
        assert (closed["state"], closed["closed_by"]) == ("closed", me.id)
        again = me.create(reviews, {"order_id": closed["order_id"], "reason": "once more"})
        assert again["follows"] == closed["id"]

        span = {"from": later(days=-1), "to": later(minutes=1)}
        draw = me.create(f"{reviews}/sample", {**span, "count": 1})
        assert draw["id"] in [each["id"] for each in me.each(f"{reviews}/draws")]
        drawn = me.get(f"{reviews}/draws/{draw['id']}")
        population = me.call("GET", f"{reviews}/draws/{draw['id']}/population").text.split()
        assert len(population) == drawn["population"] and len(drawn["orders"]) == 1

        hypothesis = me.create("/api/hypotheses", {
            "title": f"Late cats {self.run}", "statement": "They come later when it is warm.",
            "reviews": [closed["id"]]})
        path = f"/api/hypotheses/{hypothesis['id']}"
        tested = self.knowing_the_version("PATCH", path, path, {"status": "testing"})
        assert [each["id"] for each in me.each("/api/hypotheses", q=self.run)] == [tested["id"]]
        assert [each["event"] for each in me.each(f"{path}/history")] == ["proposed", "changed"]

    def bets(self, client: Caller, service: str) -> None:
        """R-280, R-281: who was wrong owes the developers, and whoever is there ticks it off."""
        me = self.knowing
        order = client.create("/api/orders", self.order(service, scheduled_at=later(hours=9)))
        market = f"/api/markets/{order['id']}"
        wait_until(lambda: me.session.get(me.url + market, timeout=20).status_code == 200)
        me.create(f"{market}/bets", {"outcome": "completed", "stake": "7.00"})
        assert me.get("/api/markets", status="open", limit=1)["items"]
        client.act(f"/api/orders/{order['id']}/cancel", self.confirmed(order))
        settled = wait_until(
            lambda: (seen := me.get(market))["status"] == "settled" and seen, 30)
        assert settled["settlement"]["to_developers"] == "7.00"
        assert "to the developers 7.00" in me.call("GET", f"{market}/sheet").text
        assert me.id in [each["party"] for each in me.get("/api/bets/statement")["items"]]
        made = me.create("/api/bets/statements", {})
        path = f"/api/bets/statements/{made['number']}"
        assert me.get(path) == made in me.get("/api/bets/statements")["items"]
        owed = next(each for each in made["transfers"] if each["creditor"] in ("developers", me.id))
        assert me.act(f"{path}/transfers/{owed['n']}/paid")["paid_by"] == me.id

    def knowing_the_version(self, method: str, path: str, read: str, body: dict) -> dict:
        version = self.knowing.get(read)["version"]
        return self.knowing.call(
            method, path, json=body, headers={"If-Match": f'"{version}"'}).json()

    def whole(self) -> None:
        client = self.clients()
        self.workers()
        self.managers()
        service = self.service_types()
        order = self.orders(client, service)
        self.matching(order)
        self.packing(client, service)
        self.client_billing(client, order)
        self.worker_billing(order)
        self.accounts()
        self.notifications()
        self.hiring()
        self.applications()
        self.quality(order)
        self.bets(client, service)


def together(paper: dict | list, scoring: dict | list) -> dict | list:
    """The document that a paper and its scoring were."""
    if isinstance(paper, list):
        return [together(*pair) for pair in zip(paper, scoring)]
    if not isinstance(paper, dict):
        return paper
    both = {name: together(paper[name], scoring[name]) for name in paper if name in scoring}
    return {**paper, **scoring, **both}


def test_every_operation_succeeds_as_documented(mcf, knowing, openapi):
    Tour(mcf, knowing).whole()
    # Its answer never ends, so it is looked at by itself.
    assert openapi.never_succeeded() == {("GET", "/api/packages/stream")}


@pytest.mark.parametrize("role", ["client", "worker", "clerk", "hcb", "contractor"])
def test_wrong_roles_and_no_token_are_refused_as_documented(mcf, openapi, role):
    caller = Caller(mcf.url, mcf.token(role, "nobody"))
    anybody = Caller(mcf.url, "")
    with pytest.raises(Refused) as refused:
        caller.get("/api/matching/pipeline")
    assert refused.value.answer.status_code == 403
    with pytest.raises(Refused) as refused:
        anybody.get("/api/orders")
    assert refused.value.answer.status_code == 401
    assert refused.value.answer.headers["WWW-Authenticate"]


