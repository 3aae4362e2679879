"""Transactions that stay open: they hold nobody else up, and lose nothing."""

from __future__ import annotations

from .by_hand import append


def test_a_long_transaction_with_an_undelivered_event(world, full):
    world.relay()
    world.consume()
    world.produce(rate=300)
    world.wait_for_seen(10)
    for _ in range(10 if full else 2):
        with world.yard.connect("mcf_yard") as connection, connection.transaction():
            append(connection)
            # Others overtake it.
            world.wait_for_seen(1000 if full else 300)
    world.check()


def test_one_that_is_rolled_back_in_the_end(world):
    world.relay()
    world.consume()
    world.produce(rate=300)
    with world.yard.connect("mcf_yard") as connection:
        with connection.transaction(force_rollback=True):
            append(connection)
            world.wait_for_seen(300)
    world.wait_for_seen(100)
    world.check()


def test_an_idle_reader_of_an_old_snapshot(world):
    """The horizon of the whole database stays where it was; events go on."""
    world.relay()
    world.consume()
    with world.yard.connect("mcf_yard") as yard, world.attic.connect("mcf_attic") as attic:
        for connection in (yard, attic):
            connection.execute("begin isolation level repeatable read")
            connection.execute("select count(*) from pg_class")
        world.produce(rate=300)
        world.wait_for_seen(500)
        world.check()
