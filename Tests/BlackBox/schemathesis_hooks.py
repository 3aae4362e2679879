"""What the fuzzer must not do: make MCF call a host that is not ours."""

import schemathesis

NOBODY_THERE = "http://127.0.0.1:9/step"


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
