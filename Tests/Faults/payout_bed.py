"""Workers who are to be paid, and Gold Hat's stand-in."""

from __future__ import annotations

from billing_bed import EARNING, OF_WORKERS

from .money_bed import AFTER, BEFORE, MADE, NONE, MoneyBed


class Payouts(MoneyBed):
    side = OF_WORKERS
    provider_name, path, option = "GOLD_HAT", "/gold-hat", "--gold-hat-notices"
    before = {
        "before the try is written": (["lock table payout_account in access exclusive mode"], True, NONE),
        "as the try is written": (["lock table try_history in share mode"], True, NONE),
        "as the try is booked": (["select from ledger_head for update"], True, NONE),
        # What it was sent Postgres does, and nobody hears of it.
        "the try is written": (["select from ledger_head for update"], False, MADE),
        **BEFORE,
    }
    after = AFTER

    def fill(self, parties: int) -> None:
        _, end = self.books.ends()
        self.books.book(end, {n: EARNING for n in range(parties)}, days_before=1)
        billed = self.books.bill()
        assert billed.returncode == 0, billed
        self.books.query(
            "insert into payout_account select id, 'GH-1234-5678-9012', 1, now() from person")
