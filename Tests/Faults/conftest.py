"""The clusters of the yard and the attic; short forms, and the full ones with --all."""

from __future__ import annotations

import random

import pytest
from events.cluster import Cluster
from events.world import World

from deployment import Demo


def pytest_addoption(parser):
    parser.addoption(
        "--all", action="store_true", dest="full", help="run the fault tests in their full form")


def pytest_collection_modifyitems(config, items):
    if config.getoption("full"):
        for item in items:
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture(scope="session")
def full(request) -> bool:
    return request.config.getoption("full")


@pytest.fixture(scope="session")
def template():
    cluster = Cluster.make_template()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="session")
def demo():
    found = Demo()
    yield found
    found.remove()


@pytest.fixture(params=[True, False], ids=["notify", "no-notify"])
def notify(request) -> bool:
    """Each fault is met with doorbells and without: nothing is correct because of a NOTIFY."""
    return request.param


@pytest.fixture
def world(template, notify):
    with World(template, notify=notify) as running:
        yield running


@pytest.fixture(autouse=True)
def seed(request):
    """Where faults strike is random, and told, so that it can be repeated."""
    chosen = random.randrange(1 << 32)
    print(f"random.seed({chosen})")
    random.seed(chosen)
