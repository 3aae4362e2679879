"""scripts/demo-day: plays a day at Make Cats Free and checks the books."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections import Counter
from pathlib import Path

from event_contract import EventContract, published
from local_mcf import WITHOUT_ORDERS, LocalMCF, StartError, print_token

from .books import Books
from .cases import Cases
from .day import Day, Progress
from .mails import Mails
from .pools import Pools
from .providers import Providers
from .tables import table
from .weeks import Weeks, discount, settings

# Only durations are shortened; what happens after them is the real thing.
GRACE_SECONDS = 6
# What nobody knew four times is looked up again after 90 seconds.
SETTLING_SECONDS = 150
COMPRESSED = {
    "MCF_GRACE_SECONDS": str(GRACE_SECONDS),
    "MCF_CLIENT_WAIT_SECONDS": "1",
    "MCF_REPORT_REMIND_SECONDS": "2",
    "MCF_REPORT_FAIL_SECONDS": "5",
    "MCF_SWEEP_INTERVAL_SECONDS": "1",
    "MCF_LEDGER_SEAL_SECONDS": "10",
    "MCF_MAIL_PER_SECOND": "100",
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo-day",
        description="Plays a day through REST: imports, orders, check-ins with JPEGs, reports, "
        "cancellations, no-shows, copies, packages. Ends with tables that compare what was played, what "
        "REST says and what the database says, cases and pools among it; exit code 1 when they differ. "
        "Without --url it starts an `mcf up` of its own whose durations are compressed. With --weeks it plays so many "
        "weeks of --week seconds each, with bonuses, corrections, refunds, money that nobody has "
        "asked for, and providers of payments that misbehave in every way, and ends with what was "
        "played, what REST and the ledgers say, and what the providers have moved.",
    )
    parser.add_argument("--url", help="an `mcf up` that runs already; start it with "
                        + " ".join(f"{k}={v}" for k, v in COMPRESSED.items()))
    parser.add_argument("--state", type=Path, help="the state folder of that `mcf up` (for tokens)")
    parser.add_argument("--database", help="its database, a connection string that may read all")
    parser.add_argument("--orders", type=int, default=60, help="orders of the day (%(default)s)")
    parser.add_argument("--seconds", type=float, default=30,
                        help="how long orders come in (%(default)s)")
    parser.add_argument("--weeks", type=int, default=0,
                        help="play weeks of billing, each with so many orders; not with --url")
    parser.add_argument("--week", type=int, default=30,
                        help="how many seconds a week has (%(default)s)")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--workers", type=int, default=20)
    options = parser.parse_args()
    if options.weeks and options.url:
        parser.error("--weeks starts an `mcf up` of its own; leave --url out")
    return options


class Show:
    """Progress: one line that changes on a terminal, a line every five seconds elsewhere."""

    def __init__(self) -> None:
        self.start = self.last = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        line = f"  {now - self.start:5.0f} s  {progress.line()}"
        if sys.stdout.isatty():
            print(f"\r\x1b[K{line}", end="", flush=True)
        elif now - self.last >= 5:
            self.last = now
            print(line, flush=True)


def play_weeks(
    day: Day, mcf: LocalMCF, providers: Providers, mails: Mails, options: argparse.Namespace
) -> int:
    weeks = Weeks(day, mcf, providers, options.week, lambda text: print(text, flush=True))
    day.import_people(options.clients, options.workers)
    day.open_services()
    weeks.agree_on_payments()
    for number in range(options.weeks):
        print(f"\nWeek {number + 1} of {options.weeks}", flush=True)
        weeks.play(number, Show())
    print("\nEverybody behaves from now on, and all comes to its end …", flush=True)
    day.guard(weeks.settle, SETTLING_SECONDS)
    differences = weeks.faults() + wrong_events(mcf.database)
    day.guard(weeks.verify)
    print(f"\n{mails.by_template()}")
    if mails.disagreements:
        differences.append(f"mails of {mails.disagreements} templates differ from events")
    faults = day.faults + differences
    for fault in faults:
        print(f"✗ {fault}")
    if faults:
        print(f"\nThe books do not agree: {len(faults)} faults.")
        return 1
    print(f"\nThe books agree: {len(day.played)} orders, weeks: {options.weeks}, to the hundredth.")
    return 0


def play(
    day: Day, database: str | None, mails: Mails | None, options: argparse.Namespace
) -> int:
    clients, workers = day.import_people(options.clients, options.workers)
    day.open_services()
    print(f"{clients} clients and {workers} workers imported, three service types opened",
          flush=True)
    day.play(Show())
    print()
    books = Books(day, database)
    cases, pools = Cases(day, database), Pools(day)
    for text in (
        books.by_outcome(), books.by_client(), books.by_worker(), books.by_package(),
        cases.by_outcome(), pools.by_outcome(),
    ):
        print(f"\n{text}")
    looked_into = cases.look_into()
    print(f"\n{looked_into} cases closed")
    if mails:
        pools.check_statement()
    faults = day.faults + pools.faults + (wrong_events(database) if database else [])
    disagreements = books.disagreements + cases.disagreements
    if mails:
        print(f"\n{mails.by_template()}")
        disagreements += mails.disagreements
    for fault in faults:
        print(f"✗ {fault}")
    if disagreements or faults:
        print(f"\nThe books do not agree: {disagreements} differences, "
              f"{len(faults)} faults.")
        return 1
    copies = sum(order.copy_of is not None for order in day.played)
    print(f"\nThe books agree: {len(day.played)} orders, {copies} of them copies, "
          "each has its package and its pool, and each that went wrong is a case.")
    return 0


def wrong_events(database: str) -> list[str]:
    """What is wrong with the events that the day has brought, by the AsyncAPI document."""
    contract, types, faults = EventContract(), Counter(), []
    for event in published(database):
        types[event["type"]] += 1
        faults += contract.wrong(event)
    rows = [[name, contract.publisher(name), count] for name, count in sorted(types.items())]
    print("\n" + table("Events", ["type", "from", "published"], rows))
    return faults


def main() -> int:
    options = arguments()
    with contextlib.ExitStack() as stack:
        if options.url:
            url, database, mails = options.url.rstrip("/"), options.database, None
            def token(role: str, subject: str) -> str:
                return print_token(options.state, role, subject)
        else:
            print("Starting an mcf up of its own, with compressed durations …", flush=True)
            weeks = settings(options.week, options.weeks) if options.weeks else {}
            mcf = stack.enter_context(LocalMCF(
                None, WITHOUT_ORDERS, environment={**COMPRESSED, **weeks}))
            url, database, token, mails = mcf.url, mcf.database, mcf.token, Mails(mcf)
            if options.weeks:
                day = Day(
                    url, token, options.orders, options.week * 0.6, GRACE_SECONDS, discount())
                return play_weeks(day, mcf, Providers.beside(mcf), mails, options)
        day = Day(url, token, options.orders, options.seconds, GRACE_SECONDS)
        return play(day, database, mails, options)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StartError as error:
        sys.exit(f"scripts/demo-day: {error}")
