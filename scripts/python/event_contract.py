"""What lies in the outboxes, and whether it is as the AsyncAPI document says."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Iterator

import psycopg
import yaml
from jsonschema import Draft202012Validator
from psycopg.conninfo import make_conninfo
from psycopg.rows import dict_row

from local_mcf import MCF


@functools.cache
def document_text() -> str:
    """The AsyncAPI document in its operators' form."""
    command = [MCF, "reference", "events"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\n")


class EventContract:
    """The document, asked what is wrong with an event."""

    def __init__(self) -> None:
        self.document = yaml.safe_load(document_text())
        self.messages = self.document["components"]["messages"]
        headers = self.document["components"]["messageTraits"]["cloudEvent"]["headers"]
        self.attributes = self.validator(headers)
        self.payloads = {
            name: self.validator(message["payload"]) for name, message in self.messages.items()
        }

    def validator(self, schema: dict) -> Draft202012Validator:
        """Stricter than the document, which lets a consumer ignore what it does not know."""
        whole = {"components": self.document["components"], "allOf": [schema]}
        return Draft202012Validator({**whole, "unevaluatedProperties": False})

    def publisher(self, name: str) -> str:
        """The schema in whose outbox it lies: services' names may have hyphens."""
        return next(
            its["address"].removesuffix(".outbox")
            for its in self.document["channels"].values() if name in its["messages"]
        )

    def wrong_payload(self, name: str, data: dict) -> list[str]:
        if name not in self.payloads:
            return [f"{name} is not in the document"]
        errors = self.payloads[name].iter_errors(data)
        return [f"{name} {error.json_path}: {error.message}" for error in errors]

    def wrong(self, event: dict) -> list[str]:
        """Everything that is wrong with an event as `published` yields it."""
        data = event["data"]
        attributes = {key: value for key, value in event.items() if key != "data"}
        name = event["type"]
        mistakes = [
            f"{name} {error.json_path}: {error.message}"
            for error in self.attributes.iter_errors(attributes)
        ] + self.wrong_payload(name, data)
        if not mistakes and self.publisher(name) != event["source"]:
            mistakes.append(f"{name} is published by {event['source']}")
        if data.get("version", event["sequence"]) != event["sequence"]:
            mistakes.append(f"{name}: version {data['version']}, sequence {event['sequence']}")
        return mistakes


OUTBOXES = """
    select schemaname from pg_tables where tablename = 'outbox' order by 1
"""

# Instants in the wire's spelling.
EVENTS = """
    select event_id::text as id, '{0}' as source, type, subject, sequence,
           to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time,
           headers, data
      from {0}.outbox
     order by id
"""


def published(database: str) -> Iterator[dict]:
    """All events in the outboxes of all of MCF's databases on the server of this one."""
    with psycopg.connect(database) as connection:
        names = connection.execute("select datname from pg_database where datname ~ '^mcf_'")
        databases = [name for (name,) in names]
    for name in databases:
        url = make_conninfo(database, dbname=name)
        with psycopg.connect(url, row_factory=dict_row) as connection:
            for outbox in connection.execute(OUTBOXES).fetchall():
                for row in connection.execute(EVENTS.format(outbox["schemaname"])):
                    yield {**row.pop("headers"), **row}
