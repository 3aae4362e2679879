"""Whose a request to the portal is, through HTTP (3.2, case 5), and what its log says of refusals (3.5)."""

from __future__ import annotations

import pytest
import requests
from events.cluster import wait_until

from deployment import Deployment
from services import DATABASES

SHIELD = "198.51.100.0/24"
# What the proxy and the shield say, and whose request it is; none: the peer's own.
SENDERS = [
    ("198.51.100.1", "203.0.113.1", "203.0.113.1"),
    ("6.6.6.6, 198.51.100.1", "::ffff:1.2.3.4", "1.2.3.4"),
    ("198.51.100.1", "2001:db8:1:2::1", "2001:db8:1:2::ffff"),
    # Somebody else stands at the edge, or nobody does.
    ("198.51.100.1, 192.0.2.1", "203.0.113.2", "192.0.2.1"),
    (None, "203.0.113.3", None),
    # Several addresses, or none.
    ("198.51.100.3", "203.0.113.4, 203.0.113.5", "198.51.100.3"),
    ("198.51.100.4", "garbage", "198.51.100.4"),
    ("198.51.100.5", None, "198.51.100.5"),
]


@pytest.fixture
def portal(demo):
    """Starts one that answers a request of an address; the next one is too many."""
    cluster = demo.cluster.copy()
    with Deployment(demo, {service: [cluster] for service in DATABASES}) as deployment:
        cluster.start()

        def serve(**settings: str):
            return deployment.serve(
                "applicants-portal", MCF_PORTAL_ADDRESS_REQUESTS_PER_MINUTE="1", **settings)
        yield serve


def ask(portal, forwarded: str | None, named: str | None = None) -> int:
    headers = {"X-Forwarded-For": forwarded, "CF-Connecting-IP": named}
    return requests.get(portal.url + "/nowhere", headers=headers, timeout=30).status_code


def test_whose_a_request_is_and_how_refusals_are_told(portal):
    shielded = portal(MCF_TRUSTED_PROXIES="127.0.0.1", MCF_PORTAL_SHIELD_NETWORKS=SHIELD)
    for forwarded, named, sender in SENDERS:
        assert ask(shielded, forwarded, named) == 404, (forwarded, named)
        assert ask(shielded, sender) == 429, (forwarded, named)
    # Told by their number, and in a line a second at most.
    wait_until(lambda: told(shielded) == len(SENDERS), 20, shielded.program.tail)
    assert len(lines(shielded)) < len(SENDERS)

    without = portal(MCF_TRUSTED_PROXIES="127.0.0.1")
    assert ask(without, "198.51.100.1", "203.0.113.1") == 404
    assert ask(without, "198.51.100.1") == 429
    # A peer that is no proxy of ours is believed nothing.
    stranger = portal(MCF_PORTAL_SHIELD_NETWORKS=f"{SHIELD},127.0.0.1")
    assert [ask(stranger, f"198.51.100.{n}", f"203.0.113.{n}") for n in (1, 2)] == [404, 429]


def lines(portal) -> list[str]:
    return [line for line in portal.program.tail(20_000).splitlines() if "were refused" in line]


def told(portal) -> int:
    return sum(int(line.rpartition("limit=")[2]) for line in lines(portal))
