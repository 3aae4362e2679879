"""The managers' pages of applications: from the list to a decision, without JavaScript."""

from __future__ import annotations

import uuid

import pytest
from browsing import LOOKS, MANAGER, findings, look_at, read_aloud
from hiring_bed import HiringBed, publish

from rest import Caller


@pytest.fixture
def page(browse, manager):
    return lambda path="/applications", **settings: browse(**settings).open_as(MANAGER, path)


@pytest.fixture(scope="package")
def bed(mcf, manager) -> HiringBed:
    return HiringBed(mcf, *publish(manager, f"First look {uuid.uuid4()}"))


@pytest.fixture
def cat(bed):
    """Lets a cat apply, and returns its name and its application's id."""
    def new() -> tuple[str, str]:
        name = f"Murka {uuid.uuid4().hex[:8]}"
        application = bed.apply(name)
        bed.confirm(application)
        return name, application
    return new


def history(manager: Caller, application: str) -> list[str]:
    return [each["event"] for each in manager.each(f"/api/applications/{application}/history")]


def test_a_cat_is_found_invited_and_accepted(page, bed, manager, cat):
    name, application = cat()
    page = page(javascript=False)
    page.fill(q=name).go("//form[@role='search']//button")
    page.go(f"//table//a[.='{name}']")
    assert page.driver.execute_script("return document.images.length") >= 1
    page.go("//main//a[normalize-space()='Invite']").go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'The letter with the link goes out')]")
    page.go("//main//a[normalize-space()='Give more time']")
    page.fill(minutes="x", reason="A paw in plaster").go("//main//form//button")
    summary = page.find("//*[@id='mistakes']")
    assert "Minutes: this has to be a whole number" in summary.text
    assert page.driver.switch_to.active_element == summary
    assert page.find("//input[@name='reason']").get_attribute("value") == "A paw in plaster"
    page.fill(minutes="10").go("//main//form//button")
    bed.score(application)
    page.open(f"/applications/{application}")
    page.go("//main//a[normalize-space()='See the answers']")
    assert "Characteristics" in page.find("//main").text
    page.go("//main//a[normalize-space()='To the application']")
    page.go("//main//a[normalize-space()='Accept']")
    assert "not proposed" in page.find("//main").text
    page.go("//main//form//button")
    assert page.has("//*[@id='mistakes'][contains(., 'say why this cat is accepted')]")
    page.fill(reason="the best purr of all").go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'becomes a worker')]")
    events = ["asked", "confirmed", "invited", "time_added", "tested", "accepted"]
    assert history(manager, application) == events


def test_a_screen_reader_has_names_for_the_list(page, cat):
    name, _ = cat()
    page = page(f"/applications?q={name.split()[1]}")
    heads = [each.text for each in page.driver.find_elements("css selector", "table.list th[scope=col]")]
    assert read_aloud(page) > {
        ("heading", page.find("//h1").text), ("checkbox", f"Tick {name}"), ("link", name),
        ("rowheader", name), *(("columnheader", head) for head in heads if head)}


def test_many_are_rejected_and_who_is_left_out_is_said(page, mcf, manager, cat):
    cats = [cat() for _ in range(3)]
    rival = Caller(mcf.url, mcf.token("manager", "rival"))
    rival.call("PATCH", f"/api/applications/{cats[2][1]}", json={"held_by": "me"})
    page = page("/applications?status=new", javascript=False)
    for name, _ in cats:
        page.find(f"//tr[contains(., '{name}')]//label").click()
    page.go("//main//button[@value='reject']").go("//a[normalize-space()='something is missing']")
    shown = page.find("//main").text
    assert "2 applications are rejected (something is missing)" in shown
    assert "1 is left out" in shown and "held by rival" in shown
    page.go("//main//form//button")
    shown = page.find("//main").text
    assert "Done with 2 applications." in shown and "another manager has it: 1" in shown
    statuses = [manager.get(f"/api/applications/{each}")["status"] for _, each in cats]
    assert statuses == ["rejected", "rejected", "new"]


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_phone_needs_no_moving_sideways(
        page, bed, manager, cat, language, narrow):
    name, application = cat()
    manager.call("POST", f"/api/applications/{application}/invite", json={})
    bed.score(application)
    attempt = manager.get(f"/api/applications/{application}")["invitations"][0]["id"]
    page = page(language=language)
    one = f"/{application}"
    paths = ["", f"?q={name.split()[1]}", "?status=withdrawn", "/marking", one,
             f"{one}/attempts/{attempt}", f"{one}/accept", f"{one}/invite", f"{one}/reject",
             f"{one}/reject/other", f"{one}/tests", f"{one}/link/status",
             f"/bulk?action=invite&id.{application}=true", "/bulk?action=take",
             "/bulk/done?done=2&held-by-another=1"]
    for path in paths:
        look_at(page, "/applications" + path, narrow, width=320)
    page.open(f"/applications{one}/reject/other").go("//main//form//button")
    assert page.has("//*[@id='mistakes']")
    assert findings(page) == []
