"""The AsyncAPI document is served, valid and true.

That it names the publishers and consumers that there are is proved by Tests/EndToEndTests.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator

import pytest
import requests
import yaml
from event_contract import EventContract, document_text, published
from pydantic import BaseModel, ValidationError
from pydantic_asyncapi.v3 import AsyncAPI, Schema
from test_tour import Tour

from local_mcf import ROOT

GOLDEN = sorted((ROOT / "Tests/ContractsTests/golden").glob("*.json"))


def unknown_members(value: object, path: str = "") -> Iterator[str]:
    """What a validated document has beyond AsyncAPI 3: a misspelt member, most likely."""
    if isinstance(value, BaseModel) and not isinstance(value, Schema):
        yield from (f"{path}/{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown_members(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from unknown_members(item, f"{path}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from unknown_members(item, f"{path}/{index}")


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def resolve(document: dict, reference: str) -> object:
    for name in reference.removeprefix("#/").split("/"):
        document = document[name]
    return document


def test_the_document_is_served_and_valid(mcf):
    answer = requests.get(f"{mcf.url}/asyncapi.yaml", timeout=5)
    assert answer.status_code == 200
    for text in [answer.text, document_text()]:
        document = yaml.safe_load(text)
        assert list(unknown_members(AsyncAPI.model_validate(document))) == []
        for reference in references(document):
            assert resolve(document, reference), reference


def test_only_operators_are_told_who_takes_what(mcf):
    served = yaml.safe_load(requests.get(f"{mcf.url}/asyncapi.yaml", timeout=5).text)
    whole = yaml.safe_load(document_text())
    assert {name: each for name, each in whole["operations"].items() if each["action"] == "send"} \
        == served.pop("operations")
    assert "packing.receive.orders" in whole.pop("operations")
    assert whole == served


def test_a_document_that_is_not_valid_is_noticed():
    document = yaml.safe_load(document_text())
    misspelt = copy.deepcopy(document)
    misspelt["operations"]["orders.send"]["mesages"] = []
    assert list(unknown_members(AsyncAPI.model_validate(misspelt)))
    wrong = copy.deepcopy(document)
    wrong["operations"]["orders.send"]["action"] = "publish"
    with pytest.raises(ValidationError):
        AsyncAPI.model_validate(wrong)


def test_operations_name_messages_of_their_channel():
    document = yaml.safe_load(document_text())
    for name, operation in document["operations"].items():
        channel = operation["channel"]["$ref"]
        for message in references(operation["messages"]):
            assert message.startswith(channel + "/messages/"), name
    for channel in document["channels"].values():
        for name, message in channel["messages"].items():
            assert message["$ref"] == f"#/components/messages/{name}"


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_golden_events_are_as_the_document_says(file):
    name = re.match(r".*\.v\d+", file.stem)[0]
    assert EventContract().wrong_payload(name, json.loads(file.read_text())) == []


def properties(document: dict, schema: dict) -> set[str]:
    """The members that a payload may have, those of the schemas that it refers to among them."""
    schema = resolve(document, schema["$ref"]) if "$ref" in schema else schema
    parts = (properties(document, part) for part in schema.get("allOf", []))
    return set(schema.get("properties", {})).union(*parts)


def test_every_property_of_a_message_is_in_a_golden_event():
    contract = EventContract()
    for name, message in contract.messages.items():
        files = (file for file in GOLDEN if file.stem.split("-")[0] == name)
        told = set().union(*(json.loads(file.read_text()) for file in files))
        assert properties(contract.document, message["payload"]) - told == set(), name


def test_every_message_has_a_golden_event():
    assert set(EventContract().messages) <= {file.stem for file in GOLDEN}


@pytest.mark.parametrize(
    "change",
    [lambda data: data.pop("active"), lambda data: data.update(age="4"),
     lambda data: data.update(nickname="Bars"), lambda data: data.update(absences=[{}])],
)
def test_an_event_that_is_not_as_the_document_says_is_noticed(change):
    file = next(file for file in GOLDEN if file.stem == "worker.changed.v1")
    data = json.loads(file.read_text())
    change(data)
    assert EventContract().wrong_payload("worker.changed.v1", data)


def test_real_events_are_as_the_document_says(mcf, knowing):
    """Of the demo data and a tour, which lack one type: `order.overdue.v1` is in scripts/demo-day."""
    Tour(mcf, knowing).whole()
    contract, seen = EventContract(), set()
    for event in published(mcf.database):
        assert contract.wrong(event) == [], event
        seen.add(event["type"])
    assert seen >= {
        "client.changed.v1", "worker.changed.v1", "manager.changed.v1", "order.accepted.v1",
        "order.started.v1", "order.finished.v1", "package.ready.v1", "package.issued.v1",
        "package.taken_back.v1", "client_invoice.issued.v1", "worker_invoice.issued.v1",
        "worker_invoice.failed.v1", "worker_invoice.paid.v1", "review.closed.v1",
    }
