"""A6.6: pages by night, one of each role's at least, which everybody can read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from browsing import CLERK, MANAGER, by_night, instant, is_dark, look_at, place_order

# In which language and whether on a phone: the other half is the same by day.
ROLES = {
    "client": ("ru", True), "worker": ("en", True), "manager": ("ru", False),
    "clerk": ("en", False), "stranger": ("ru", True),
}


def open_theirs(browse, mcf, role: str, language: str):
    """A browser of somebody with that role, and pages of theirs."""
    page = browse(language=language)
    if role == "stranger":
        page.url = mcf.portal
        return page.open("/apply"), ["/apply"]
    if role == "clerk":
        return page.open_as(CLERK, "/packages"), ["/packages"]
    order = place_order(mcf, service="At once", scheduled_at=instant(timedelta(minutes=12)))
    if role == "manager":
        path = f"/admin/orders/{order['id']}"
        return page.open_as(MANAGER, path), [path, f"{path}/match"]
    subject, path = {
        "client": ("hcb-1", f"/orders/{order['id']}"),
        "worker": (order["worker_id"], f"/jobs/{order['id']}"),
    }[role]
    return page.open_by_id(role, subject, path), [path]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_can_read_the_pages_of_each_role_by_night(browse, mcf, manager, role):
    language, narrow = ROLES[role]
    page, paths = open_theirs(browse, mcf, role, language)
    with by_night(page):
        for path in paths:
            look_at(page, path, narrow)
            assert is_dark(page), path
    assert not is_dark(page), "by day they are light"
