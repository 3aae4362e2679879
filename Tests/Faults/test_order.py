"""Causal order: what happened to a key later is never seen earlier."""

from __future__ import annotations


def test_32_writers_on_10_keys(world, full):
    """Transactions take their ids before they wait for their key, so the ids run crosswise."""
    world.relay()
    world.consume()
    producer = world.produce(writers=32, cats=10, crossing=True, count=30_000 if full else 1_500)
    producer.wait(300)
    world.check()
