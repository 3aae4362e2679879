"""The check that every fault ends in."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.world import World

Steps = dict[str, list[int]]


def differences(world: "World", is_retained: bool = True) -> list[str]:
    """Whatever is not as it should be, a line each: nothing, if all is well."""
    walked = dict(world.in_yard("select id::text, steps from yard.cat where steps > 0"))
    published = by_cat(world.in_yard("select subject, sequence from yard.outbox order by id"))
    delivered = by_cat(
        world.in_attic("select subject, sequence from attic.inbox order by source, position"))
    watched = {
        cat: (seen, last, wrong)
        for cat, seen, last, wrong in world.in_attic(
            "select id::text, seen, last, wrong from attic.cat where seen > 0")
    }
    found = [
        *(not_in_order("published", published, walked) if is_retained else []),
        *not_in_order("delivered", delivered, walked),
        *(f"cat {cat}: walked {walked.get(cat, 0)} steps, watched (count, last, out of turn) {seen}"
          for cat, seen in watched.items()
          if seen != (walked.get(cat, 0), walked.get(cat, 0), [])),
        *(f"cat {cat} walked {steps} steps and was never seen"
          for cat, steps in walked.items() if cat not in watched),
        *lost_acknowledgements(world, walked),
    ]
    if parked := world.parked():
        found.append(f"{parked} events are parked")
    return found


def by_cat(rows: list[tuple[str, int]]) -> Steps:
    steps: Steps = defaultdict(list)
    for cat, step in rows:
        steps[cat].append(step)
    return steps


def not_in_order(what: str, steps: Steps, walked: dict[str, int]) -> list[str]:
    """The cats whose events are not 1, 2, 3 … up to the step that they are at."""
    found = []
    for cat in walked.keys() | steps.keys():
        wanted, got = list(range(1, walked.get(cat, 0) + 1)), steps.get(cat, [])
        if got != wanted:
            twice = [step for step, count in Counter(got).items() if count > 1]
            missing = sorted(set(wanted) - set(got))
            found.append(
                f"cat {cat}, {what}: {len(got)} of {len(wanted)}, missing {missing[:5]}, "
                f"twice {twice[:5]}, strange {sorted(set(got) - set(wanted))[:5]}"
                + (", out of order" if sorted(got) == wanted else ""))
    return found


def lost_acknowledgements(world: "World", walked: dict[str, int]) -> list[str]:
    """Events that a producer was told are committed, and are not there or were told twice."""
    told = Counter(
        (cat, int(step)) for cat, step in map(str.split, world.acknowledged.open()))
    return [
        f"cat {cat}: step {step} was acknowledged {count} times, and it is at {walked.get(cat, 0)}"
        for (cat, step), count in told.items() if count > 1 or step > walked.get(cat, 0)
    ]


def progress(world: "World") -> str:
    try:
        cursors = world.in_attic("select * from attic.inbox_cursor")
        slots = world.in_attic("select * from attic.inbox_slot where position > 0 or started > 0")
        parked = world.in_attic(
            "select subject, sequence, cause, tries, retry_at, dead_at from attic.inbox_parked")
        return (
            f"walked {world.steps()}, seen {world.seen()}\ncursor {cursors}\nslots {slots}\n"
            f"parked {parked[:10]}")
    except Exception as error:  # the database may be what is broken
        return f"nothing is known: {error}"
