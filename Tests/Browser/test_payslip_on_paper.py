"""A worker's payslip is printed as an invoice is: on one sheet, by itself."""

from __future__ import annotations

import pytest
from browsing import bill, unpaid_worker


@pytest.fixture
def payslip(mcf, manager) -> dict:
    """Of a worker who has had a bonus in a month that is over by now."""
    worker = unpaid_worker(manager)["id"]
    manager.create(
        "/api/worker-billing/bonuses",
        {"worker_id": worker, "amount": "12.34", "reason": "for the vase"})
    bill(mcf, "workers")
    (made,) = manager.get("/api/worker-billing/invoices", worker=worker)["items"]
    return {**made, "worker": worker}


def test_on_paper_there_is_the_payslip_alone(browse, mcf, payslip):
    page = browse().open("/healthz")
    page.driver.add_cookie(
        {"name": "mcf_session", "value": mcf.session("worker", payslip["worker"]), "path": "/"})
    page.open(f"/earnings/{payslip['id']}")
    away = ["//header", "//footer", "//p[@class='acts']"]
    assert all(page.find(xpath).is_displayed() for xpath in away)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = page.find("//body").text
    for part in (payslip["number"], "Make Cats Free", "for the vase", "12.34"):
        assert part in shown, part
    assert not any(page.find(xpath).is_displayed() for xpath in away)
