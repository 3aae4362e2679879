"""scripts/bench match: what matching costs among 1 000, 10 000 and 100 000 workers.

The cost is what the match traces say: both stages, from the first statement to the last verdict.
How often the choice differs from scoring everybody is asked of dry runs: there, the same pipeline is
computed in SQL over everybody who is free, and the choice differs when it is not among the best.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import random
import statistics

import psycopg
from bench_world import ANY_NUMBER, Meter, World
from bench import run
from demo_day.tables import table
from local_mcf import WITHOUT_ORDERS, LocalMCF

SIZES = (1_000, 10_000, 100_000)
CONNECTIONS = 2

# The built-in steps of the first pipeline, over everybody: the filter and three scores, rescaled,
# weighted 3, 2 and 1, with the same service type's weights; then those within a tenth of the best, who
# are as good as that one.
EVERYBODY = """
with free as (
  select w.id, w.code, s.completed, s.failed,
         greatest(0, s.load - extract(epoch from now()) / 3600) / 24 as recent
  from   workers_api.v1_worker w
         join orders.worker_standing s on s.worker_id = w.id
  where  w.active
  and    not w.absences && tstzrange(%(leaves)s, %(ends)s)
  and    (w.hours is null or w.hours @> int4range(%(first)s, %(last)s))
  and    not exists (select from orders.orders o
                     where  o.worker_id = w.id and o.status in ('accepted', 'started')
                     and    o.busy && tstzrange(%(leaves)s, %(ends)s))
),
scored as (
  select free.id,
         sum(weight * case when points >= 70 then 0.8 + 0.2 * points / 100.0
                           when points > 30 then 0.7 * points / 100.0 else 0 end) / 100 as fit,
         (min(completed) + 4.0) / (min(completed) + min(failed) + 5.0) as results,
         1 / (1 + min(recent)) as fairness,
         bool_or(points <= 30) as weak
  from   free,
         (values (2, 50), (1, 30), (3, 20)) wanted (place, weight),
         lateral (select (ascii(substr(code, place, 1)) - 64) * 5 as points) p
  group  by free.id
),
scaled as (
  select id,
         (3 * coalesce((fit - min(fit) over ()) / nullif(max(fit) over () - min(fit) over (), 0), 1)
          + 2 * coalesce((results - min(results) over ())
                         / nullif(max(results) over () - min(results) over (), 0), 1)
          + coalesce((fairness - min(fairness) over ())
                     / nullif(max(fairness) over () - min(fairness) over (), 0), 1)) / 6 as rating
  from   scored
  where  not weak
)
select count(*) filter (where id = %(choice)s and rating > best - 0.1), count(*)
from   (select *, max(rating) over () as best from scaled) s
"""


class Sized:
    """One MCF of a size and what was measured of it."""

    def __init__(self, mcf: LocalMCF, size: int):
        self.size = size
        self.world = World(mcf, size)
        self.connection = psycopg.connect(mcf.database, autocommit=True)
        self.took: list[float] = []
        self.postgres: list[float] = []

    def round(self, seconds: int) -> None:
        meter = Meter(self.world.mcf)
        _, before = meter.read()
        self.connection.execute("truncate orders.match_trace")
        orders = self.world.wrk(seconds, CONNECTIONS)["requests"]
        _, after = meter.read()
        (took,) = self.connection.execute(
            "select percentile_cont(0.5) within group (order by took_microseconds) "
            "from orders.match_trace").fetchone()
        self.took.append(took)
        self.postgres.append(1e6 * (after - before) / orders)

    def differs(self, questions: int) -> float:
        """The share of dry runs whose choice is not among the best of everybody."""
        different = 0
        for _ in range(questions):
            start = datetime.datetime.now(datetime.UTC).replace(
                hour=8, minute=0, second=0, microsecond=0)
            start += datetime.timedelta(days=random.randint(2, 50), hours=random.randint(0, 6))
            answer = self.world.manager.call("POST", "/api/matching/dry-run", json={
                "request": {"service_type_id": self.world.type,
                            "scheduled_at": start.strftime("%Y-%m-%dT%H:%M:%SZ")},
            }).json()
            local = start + datetime.timedelta(hours=3)
            first = local.weekday() * 1440 + local.hour * 60 - 60
            among_best, _ = self.connection.execute(EVERYBODY, {
                "leaves": start - datetime.timedelta(hours=1),
                "ends": start + datetime.timedelta(hours=1),
                "first": first, "last": first + 120, "choice": answer["present"]["choice"],
            }).fetchone()
            different += 1 - among_best
        return different / questions


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench match", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4, help="how long a round lasts")
    parser.add_argument("--questions", type=int, default=100, help="dry runs to compare")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        sized = [
            Sized(stack.enter_context(LocalMCF(None, WITHOUT_ORDERS, environment=ANY_NUMBER)), size)
            for size in SIZES]
        for each in sized:
            each.world.wrk(2, CONNECTIONS)
        for number in range(options.rounds):
            for each in sized:
                each.round(options.seconds)
            print(f"round {number + 1} of {options.rounds}", flush=True)
        rows = []
        for each in sized:
            ratios = [a / b for a, b in zip(each.took, sized[0].took)]
            rows.append([
                each.size, f"{statistics.median(each.took):.0f}",
                f"{min(each.took):.0f}–{max(each.took):.0f}", f"{statistics.median(ratios):.2f}",
                f"{min(ratios):.2f}–{max(ratios):.2f}", f"{statistics.median(each.postgres):.0f}",
                f"{100 * each.differs(options.questions):.0f} %",
            ])
        print(table(
            f"Matching, {CONNECTIONS} connections, release build; the goal is a ratio below 3",
            ["workers", "µs a match", "spread", "ratio to 1 000", "spread",
             "CPU of Postgres, µs an order", "not among everybody's best"], rows))


if __name__ == "__main__":
    run(main)
