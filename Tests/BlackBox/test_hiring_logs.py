"""What is written of applicants where nothing is ever erased: in no log is whose an application is."""

from __future__ import annotations

import base64
import hashlib

import pytest
import requests
from hiring_bed import HiringBed

from local_mcf import LocalMCF


@pytest.fixture(scope="module")
def mcf():
    """One that writes all that it can: what is not in these logs is in none."""
    with LocalMCF(environment={"MCF_LOG_LEVEL": "trace"}) as running:
        yield running


def logs(mcf) -> str:
    """What the services and the database have written."""
    database = mcf.state / "postgres/postgres.log"
    return mcf.output + database.read_text(encoding="utf-8", errors="replace")


def test_no_log_tells_the_mailbox_of_who_has_two_applications(mcf, manager):
    """R-113: reopening one while another is open is refused, and the address is told nobody."""
    vacancy = next(manager.each("/api/vacancies", open="true"))
    bed = HiringBed(mcf, vacancy["tests"][0], vacancy["id"])
    first, second = bed.apply(), bed.apply()
    for each in (first, second):
        bed.confirm(each)
    path = f"/api/applications/{first}"
    manager.act(f"{path}/decision", {"decision": "reject", "reason": "incomplete"})
    email = manager.get(path)["email"]
    bed.execute("update application set email = %(email)s where id = %(id)s", email=email, id=second)

    answer = manager.call(
        "POST", f"{path}/decision", json={"decision": "reopen", "reason": "We look again."},
        expect=409)
    assert answer.json()["type"].endswith("/already-open")
    assert email not in logs(mcf)


def test_no_log_has_a_link(mcf, manager):
    """2.4: neither a token nor its hash, whether the link is good or not; logs name the route."""
    vacancy = next(manager.each("/api/vacancies", open="true"))
    bed = HiringBed(mcf, vacancy["tests"][0], vacancy["id"])
    sitting = bed.apply()
    bed.confirm(sitting)
    bed.invite(sitting)
    bed.begin(sitting, {})
    good = bed.link(sitting).removeprefix("/portal/")
    forged = good[:-1] + ("A" if good[-1] != "A" else "B")
    for token in (good, forged, "nowhere"):
        page = f"{mcf.portal}/portal/{token}"
        status = 200 if token == good else 404
        for path in ("", "/time"):
            assert requests.get(page + path, timeout=5).status_code == status
        saved = requests.put(
            f"{page}/answers/1.why_us", json={"value": "For the fish.", "seen": 0}, timeout=5)
        assert saved.status_code == status
        assert requests.get(f"{page}/nowhere", timeout=5).status_code == 404

    written = logs(mcf)
    assert "/portal/{token}" in written
    token_hash = hashlib.sha256(base64.urlsafe_b64decode(good + "=")).hexdigest()
    for secret in (good, forged, token_hash):
        assert secret not in written
