"""What the fuzzer must know, and what it must not do: make MCF call a host that is not ours."""

import json
import os
import zlib

import schemathesis

LINES = ["application/x-ndjson", "application/ndjson", "application/jsonl"]


@schemathesis.serializer(*LINES)
def as_it_is(context, value):
    return value if isinstance(value, bytes) else str(value).encode()


NOBODY_THERE = "http://127.0.0.1:9/step"


# What there really is, by the parameter of a path, or by the first part of the path where that is an
# id: most rules lie behind what is known.
KNOWN = json.loads(os.environ.get("FUZZ_IDS", "{}"))


@schemathesis.hook
def map_path_parameters(context, parameters):
    """Two of three are real ones; which, follows from what was generated."""
    collection = context.operation.path.split("/")[2]
    return {
        name: real(value, KNOWN.get(collection if name == "id" else name, []))
        for name, value in (parameters or {}).items()
    }


def real(value, known):
    number = zlib.crc32(str(value).encode())
    return known[number % len(known)] if known and number % 3 else value


@schemathesis.hook
def map_body(context, body):
    return kept_here(body)


def kept_here(value):
    """The same value, each address in it one where nobody listens."""
    if isinstance(value, dict):
        return {
            key: NOBODY_THERE if key == "url" and isinstance(item, str) else kept_here(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [kept_here(item) for item in value]
    return value
