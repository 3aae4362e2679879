"""Events that a consumer cannot take: their key waits, all others flow, and once the consumer is
mended nothing was lost or overtaken."""

from __future__ import annotations

from events.cluster import wait_until
from events.world import World, cat_id

BAD_CAT = 3
BAD_EVENT = f"{BAD_CAT}:2"


def have_flowed(world: World, *but: int) -> bool:
    """Whether everything has taken effect that is not of these cats."""
    rest = "select coalesce(sum({}), 0) from {}.cat where not id = any(%s::uuid[])"
    cats = [cat_id(cat) for cat in but]
    return (world.in_yard(rest.format("steps", "yard"), cats)
            == world.in_attic(rest.format("seen", "attic"), cats))


def waiting(world: World) -> list[tuple[int, str | None]]:
    """The steps of the bad cat that are parked, each with its cause."""
    return world.in_attic(
        "select sequence, cause from attic.inbox_parked where subject = %s order by position",
        cat_id(BAD_CAT))


def steps_of(world: World, cat: int) -> int:
    return world.in_yard("select steps from yard.cat where id = %s", cat_id(cat))[0][0]


def test_an_event_that_makes_its_handler_throw(world, full):
    world.relay()
    consumer = world.consume(throw_on=BAD_EVENT)
    world.produce(cats=10, count=20_000 if full else 500).wait(300)
    wait_until(lambda: have_flowed(world, BAD_CAT), 60, world.report)
    wait_until(lambda: len(waiting(world)) == steps_of(world, BAD_CAT) - 1, 60, world.report)
    (step, cause), *behind = waiting(world)
    assert step == 2 and "Startled" in cause
    assert [step for step, _ in behind] == list(range(3, steps_of(world, BAD_CAT) + 1))
    assert world.parked() == len(behind) + 1

    consumer.stop()
    world.consume()
    world.check(120)


def test_an_event_that_kills_its_consumer(world, full):
    world.relay()
    world.produce(cats=10, count=5_000 if full else 300).wait(300)
    consumer = world.consume(abort_on=BAD_EVENT)

    def has_parked_it() -> bool:
        nonlocal consumer
        if not consumer.runs:
            consumer = world.consume(abort_on=BAD_EVENT)
        return bool(waiting(world)) and have_flowed(world, BAD_CAT)

    wait_until(has_parked_it, 60, world.report)
    assert "killed its consumer" in waiting(world)[0][1]
    assert waiting(world)[0][0] == 2

    consumer.kill()
    world.consume()
    world.check(120)


def test_a_version_that_nobody_knows_yet(world, full):
    """The producer is new, the consumer is not, yet; then it is."""
    count = 2_000 if full else 100
    world.relay()
    consumer = world.consume()
    world.produce(cats=10, count=count).wait()
    world.produce(cats=5, count=count, event_version=2).wait()
    world.produce(cats=10, count=count).wait()
    wait_until(lambda: have_flowed(world, *range(1, 6)), 60, world.report)
    wait_until(lambda: world.steps() == world.seen() + world.parked(), 60, world.report)
    assert world.parked() >= count

    consumer.stop()
    world.consume(knows_later=True)
    world.check(120)
