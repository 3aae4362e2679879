"""Clients who are to pay by card, and the stand-in of its provider."""

from __future__ import annotations

import client_books
from billing_bed import OF_CLIENTS

from .money_bed import AFTER, MADE, NONE, MoneyBed

# Behind the account, which everybody locks first, the invoice's row: it is taken once the service has
# claimed it.
INVOICE = ["select from account for update", "lock table settlement in share mode"]

# what a client has paid is what came and stayed, and the newest of what the register of clients
# was told.
UNEXPLAINED = """
select a.party, a.paid, r.amount, told.amount
from   account a
left   join (select party, sum(case direction when 'in' then amount else -amount end) as amount
             from   receipt
             group  by party) r using (party)
left   join (select distinct on (data->>'client_id')
                    (data->>'client_id')::uuid as party, (data->>'paid_total')::numeric * 100 as amount
             from   outbox
             where  data ? 'paid_total'
             order  by data->>'client_id', (data->>'paid_version')::int8 desc) told using (party)
where  (a.paid, a.paid) is distinct from (coalesce(r.amount, 0), coalesce(told.amount, 0))
"""


class Collections(MoneyBed):
    side = OF_CLIENTS
    provider_name, path, option = "CARD", "/card", "--card-notices"
    before = {
        "before the try is written": (["lock table payment_method in access exclusive mode"], True, NONE),
        "as the try is written": (["lock table try_history in share mode"], True, NONE),
        "as its invoice is put under way": (INVOICE, True, NONE),
        # What it was sent Postgres does, and nobody hears of it.
        "the try is written": (INVOICE, False, MADE),
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

    def check_books(self) -> None:
        super().check_books()
        assert self.books.query(UNEXPLAINED) == []
