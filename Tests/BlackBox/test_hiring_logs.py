"""What is written of applicants where nothing is ever erased: in no log is whose an application is."""

from __future__ import annotations

from hiring_bed import HiringBed


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
