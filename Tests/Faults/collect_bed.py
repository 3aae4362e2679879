"""Clients who are to pay by card, and the stand-in of its provider."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import client_books
from billing_bed import OF_CLIENTS, Books, copy_of
from events.cluster import wait_until
from events.programs import Program

from local_mcf import MCF
from services import DATABASES, ROLES, setting

from .money_bed import AFTER, BEFORE, MADE, NONE, MoneyBed

# Behind the account, which everybody locks first, the invoice's row: it is taken once the service has
# claimed it.
INVOICE = ["select from account for update", "lock table settlement in share mode"]

# what came and stayed, of whom anything came.
CAME = """
select party, sum(case direction when 'in' then amount else -amount end)::int8 as amount
from   receipt
group  by party
"""
# What a client has paid is that, and the newest of what the register of clients was told.
UNEXPLAINED = f"""
select a.party, a.paid, r.amount, told.amount
from   account a
left   join ({CAME}) r using (party)
left   join (select distinct on (data->>'client_id')
                    (data->>'client_id')::uuid as party, (data->>'paid_total')::numeric * 100 as amount
             from   outbox
             where  data ? 'paid_total'
             order  by data->>'client_id', (data->>'paid_version')::int8 desc) told using (party)
where  (a.paid, a.paid) is distinct from (coalesce(r.amount, 0), coalesce(told.amount, 0))
"""


class Register:
    """The register of clients, with all whom some books know, and the relay by which it hears what they
    have paid: the next order's rate is by that."""

    def __init__(self, books: Books, folder: Path, **settings: str):
        self.cluster = books.cluster
        self.database = copy_of(books.cluster, DATABASES["clients"])
        people = books.query("select id, external_id, first_name, email from person")
        with self.cluster.connect(self.database, ROLES["clients"]) as connection:
            connection.cursor().executemany(
                """
                insert into clients.client
                       (id, external_id, first_name, last_name, email, created_at, changed_at)
                values (%s, %s, %s, 'Paws', %s, now(), now())
                """, people)
        url = self.cluster.url
        self.service = books.serve(
            folder / "clients.log", "clients",
            **{setting("clients", "URL"): url(self.database, ROLES["clients"])}, **settings)
        databases = {"clients": self.database, books.side.service: books.name}
        urls = {
            setting(service, "RELAY_URL"): url(database, "mcf_relay")
            for service, database in databases.items()}
        self.relay = Program(
            "relay", [str(MCF), "relay"], folder / "relay.log",
            {"MCF_METRICS_PORT": "0", **urls, **settings})
        # What is published before that is none of its business.
        wait_until(self.has_begun, 30, self.report)

    def stop(self) -> None:
        self.relay.kill()
        self.service.kill()

    def query(self, sql: str) -> list[tuple]:
        return self.cluster.query(sql, database=self.database)

    def has_begun(self) -> bool:
        return self.query("select from clients.inbox_cursor where source = 'client_billing'") != []

    def paid(self) -> dict[UUID, int]:
        """What each client who was told to have paid has paid, in hundredths."""
        return dict(self.query("select id, paid from clients.client where paid_version > 0"))

    def report(self) -> str:
        return f"{self.paid()}\n{self.relay.tail()}\n{self.service.tail()}"


class Collections(MoneyBed):
    side = OF_CLIENTS
    provider_name, path, option = "CARD", "/card", "--card-notices"
    before = {
        "before the try is written": (["lock table payment_method in access exclusive mode"], True, NONE),
        "as the try is written": (["lock table try_history in share mode"], True, NONE),
        "as its invoice is put under way": (INVOICE, True, NONE),
        # What it was sent Postgres does, and nobody hears of it.
        "the try is written": (INVOICE, False, MADE),
        **BEFORE,
    }
    after = {"before the account is locked": (["select from account for update"], True, MADE), **AFTER}

    def fill(self, parties: int) -> None:
        with self.books.connect(self.side.role) as connection:
            client_books.fill(connection, parties, lines=1)
        billed = self.books.bill()
        assert billed.returncode == 0, billed
        self.books.query("insert into account select id, 0 from person on conflict do nothing")
        self.books.query(
            """
            insert into payment_method
            select gen_random_uuid(), id, 'card', 'active', 's', 'https://card.example/',
                   'tok-' || external_id, 'Visa …42', true, now(), now()
            from   person
            """)
        self.register = Register(self.books, self.folder, MCF_NOTIFY=self.notify)

    def remove(self) -> None:
        self.register.stop()
        super().remove()

    def check_books(self) -> None:
        super().check_books()
        assert self.books.query(UNEXPLAINED) == []
        came = dict(self.books.query(CAME))
        wait_until(lambda: self.register.paid() == came, 30, self.register.report)
