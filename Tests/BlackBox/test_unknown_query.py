"""No operation passes over a query parameter that it does not read: a misspelt filter is told."""

from __future__ import annotations

import re
import uuid

import pytest
import yaml
from documents import text

from rest import Caller
from services import HIDDEN, SERVICES

METHODS = {"get", "post", "put", "patch", "delete"}
ROLES = ["manager", "client", "worker", "clerk", "hcb"]


def operations(service: str, worker: str) -> list[tuple[str, str]]:
    """Every operation, of a worker who is there and of whatever else is not."""
    found = []
    for template, item in yaml.safe_load(text(service))["paths"].items():
        address = template.replace("/workers/{id}", f"/workers/{worker}").replace("{kind}", "report")
        address = re.sub(r"{\w+}", str(uuid.uuid4()), address)
        found += [(method.upper(), address) for method in item if method in METHODS]
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_refuses_what_it_does_not_read(mcf, knowing, service):
    callers = [Caller(mcf.url, mcf.token(role, "boss")) for role in ROLES]
    worker = callers[0].get("/api/workers", limit=1)["items"][0]["id"]
    if service in HIDDEN:
        callers = [knowing]
    for method, address in operations(service, worker):
        answers = []
        for caller in callers:
            # A live list that took it would never end.
            with caller.session.request(
                method, f"{caller.url}{address}?nobody=1&reads=2", timeout=30, stream=True,
                json=None if method == "GET" else {},
            ) as answer:
                # Whose business it is not is told so first where the query is read.
                if answer.status_code not in (403, 404):
                    assert answer.status_code == 400, (method, address, answer.text)
                    answers.append({mistake["pointer"] for mistake in answer.json()["errors"]})
        assert answers and all({"?nobody", "?reads"} <= told for told in answers), (method, address)
