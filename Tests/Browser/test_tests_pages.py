"""The pages of tests and vacancies: a test is written, tried, published and offered, all by forms."""

from __future__ import annotations

import uuid

import pytest
from browsing import LOOKS, MANAGER, findings, is_wider_than, look_at
from hiring_bed import FIRST_LOOK


@pytest.fixture
def page(browse, manager):
    return lambda path="/tests", **settings: browse(**settings).open_as(MANAGER, path)


def drafted(manager, document: dict) -> str:
    """A test with that draft, by its name."""
    test = manager.create("/api/tests", {"name": f"Look {uuid.uuid4()}"})
    manager.call("PUT", f"/api/tests/{test['id']}/draft", json=document,
                 headers={"If-Match": '"1"'})
    return test["id"]


def write(page, **fields: str):
    """Types into fields, be they of one line or of several."""
    for name, value in fields.items():
        field = page.find(f"//*[(self::input or self::textarea) and @name='{name}']")
        field.clear()
        field.send_keys(value)
    return page


def choose(page, name: str, text: str):
    page.find(f"//select[@name='{name}']/option[normalize-space()='{text}']").click()
    return page


SAVE = "//main//form//button[normalize-space()='Save']"


def test_a_test_is_written_tried_published_and_offered_without_a_script(page, manager):
    page = page("/tests", javascript=False)
    name = f"Short look {uuid.uuid4()}"
    page.go("//a[.='Begin a test']").fill(name=name).go("//main//button")
    page.go("//a[.='Open the draft']").go("//a[.='Change']")
    write(page, title_en="Short look", title_ru="Взгляд", introduction_en="Short.",
          introduction_ru="Коротко.", limit="soon", start_value="50").go(SAVE)
    assert page.driver.title.startswith("Mistake: ")
    summary = page.find("//*[@id='mistakes']")
    assert "Minutes: enter minutes such as 20" in summary.text
    assert page.driver.switch_to.active_element == summary
    limit = page.find("//input[@name='limit']")
    assert limit.get_attribute("value") == "soon" and limit.get_attribute("aria-invalid") == "true"
    write(page, limit="20").go(SAVE)
    assert page.has("//*[@role='status'][contains(., 'saved')]")
    choose(page, "kind", "one of several options").go("//main//button[.='Add']")
    write(page, question="late_bus", text_en="The bus is late.", text_ru="Автобус опаздывает.",
          options_1_en="I call.", options_1_ru="Звоню.", options_1_points="3",
          options_1_effects="punctuality +10, courtesy", options_2_en="I wait.",
          options_2_ru="Жду.", options_2_points="0").go(SAVE)
    page.find("//*[@id='mistakes']//a[contains(., 'Effects of option 1')]").click()
    wrong = page.driver.switch_to.active_element
    assert wrong.get_attribute("value") == "punctuality +10, courtesy"
    write(page, options_1_effects="punctuality +10, courtesy -5").go(SAVE)
    page.go("//a[.='Try it']")
    page.find("//label[contains(., 'I call.')]").click()
    shown = page.go("//button[.='Score these answers']").find("//main").text
    assert "3 of 3 points" in shown and "punctuality +10, courtesy -5" in shown
    page.go("//main//a[.='Back']").go("//a[.='Publish']").go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'Vacancies that name this test give it')]")
    (test,) = [each for each in manager.each("/api/tests") if each["name"] == name]
    paper = manager.get(f"/api/tests/{test['id']}/versions/1")["paper"]
    assert [each["id"] for each in paper["questions"][0]["options"]] == ["a", "b"]
    page.open("/applications/vacancies").go("//a[.='Enter a vacancy']")
    title = f"Helper {uuid.uuid4()}"
    write(page, title_en=title, title_ru="Помощник", description_en="You help.",
          description_ru="Вы помогаете.")
    write(page, tests_1_test=name).go(SAVE)
    assert page.has(f"//tr[contains(., '{title}')][contains(., 'open')]")
    page.go(f"//a[.='{title}']").find("//label[contains(., 'Anybody may apply')]").click()
    page.go(SAVE)
    assert page.has(f"//tr[contains(., '{title}')][contains(., 'closed')]")


def test_questions_are_moved_and_deleted_and_who_was_slower_loses_nothing(page, manager):
    test = drafted(manager, FIRST_LOOK)
    page = page(f"/tests/{test}/draft", javascript=False)
    page.go("//tr[@id='question-1']//button[contains(., 'Down')]")
    assert "broken_cup" in page.find("//tr[@id='question-1']").get_attribute("textContent")
    page.go("//tr[@id='question-2']//th//a")
    document = manager.call("GET", f"/api/tests/{test}/draft")
    tag, draft = document.headers["ETag"], document.json()
    draft["questions"].insert(0, draft["questions"].pop())
    manager.call("PUT", f"/api/tests/{test}/draft", json=draft, headers={"If-Match": tag})
    write(page, text_en="Typed for an hour.").go(SAVE)
    assert "over question 3 as it is now" in page.find("//*[@id='mistakes']").text
    assert page.find("//textarea[@name='text_en']").get_attribute("value") == "Typed for an hour."
    page.go(SAVE)
    assert page.has("//tr[@id='question-3'][contains(., 'Typed for an hour.')]")
    page.go("//tr[@id='question-1']//a[contains(., 'Delete')]").go("//main//form//button")
    assert "best_day" not in page.find("//main").get_attribute("textContent")
    assert len(manager.get(f"/api/tests/{test}/draft")["questions"]) == 14


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_phone_needs_no_moving_sideways(
        page, manager, language, narrow):
    # One question of each kind: pages of fifteen have the same elements, more often.
    kinds = "strange_dog", "first_steps", "cleaning_bag", "way", "why_us"
    document = {
        **FIRST_LOOK, "pass": {**FIRST_LOOK["pass"], "minimum_points": 10},
        "questions": [each for each in FIRST_LOOK["questions"] if each["id"] in kinds]}
    test = drafted(manager, document)
    manager.call("POST", f"/api/tests/{test}/versions", headers={"If-Match": '"2"'}, expect=201)
    vacancy = manager.create("/api/vacancies", {
        "texts": {each: {"title": "Helper", "description": "Helps."} for each in ("en", "ru")},
        "tests": [test]})
    wrong = drafted(manager, {**document, "limit_seconds": 5})
    page = page(language=language)
    paths = [
        "/tests", "/tests/new", "/tests?archived=true", f"/tests/{test}", f"/tests/{test}/archive",
        f"/tests/{test}/draft", f"/tests/{test}/draft/head", f"/tests/{test}/draft/import",
        f"/tests/{test}/draft/publish", f"/tests/{test}/draft/preview",
        *(f"/tests/{test}/draft/questions/{number}" for number in (1, 3, 4, 5)),
        f"/tests/{test}/draft/questions/6?kind=sum", f"/tests/{test}/draft/questions/1/delete",
        f"/tests/{wrong}/draft", f"/tests/{wrong}/draft/head", f"/tests/{test}/versions/1",
        f"/tests/{test}/versions/1/retire", f"/tests/{test}/versions/1/scorings/new",
        f"/tests/{test}/versions/1?scoring=1",
        "/applications/vacancies", "/applications/vacancies/new",
        f"/applications/vacancies/{vacancy['id']}",
    ]
    for path in paths:
        look_at(page, path, narrow, width=320)
    page.open(f"/tests/{test}/versions/1/scorings/new").go("//button[@value='trial']")
    assert findings(page) == [] and not is_wider_than(page, 320)
    page.go("//button[@value='adopt']")
    assert page.driver.switch_to.active_element == page.find("//*[@id='mistakes']")
    assert findings(page) == []
    page.open(f"/tests/{test}/versions/1/preview")
    page.find("//*[@name='a.way']").send_keys("soon")
    page.go("//main//form[@method='post']//button")
    assert page.driver.switch_to.active_element == page.find("//*[@id='mistakes']")
    assert findings(page) == []
    write(page, **{"a.way": "30"}).go("//main//form[@method='post']//button")
    assert findings(page) == []
