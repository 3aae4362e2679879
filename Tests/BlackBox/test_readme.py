"""The README's tour, typed as written."""

import os
import re
import subprocess
from datetime import datetime, timedelta, timezone

import requests

from local_mcf import ROOT
from rest import Caller

README = (ROOT / "README.md").read_text()


def test_the_tour_works_as_written(mcf):
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
    assert len(blocks) >= 6
    # A failing call must fail the tour.
    script = "".join(blocks).replace("curl -s", "curl --fail-with-body -s")
    # As for a reader whose 8080 is taken.
    port = mcf.url.rsplit(":", 1)[1]
    environment = {**os.environ, "MCF_STATE": str(mcf.state), "MCF_PORT": port}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=ROOT, env=environment,
        capture_output=True, text=True, timeout=120, check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    for fact in ["At once", "idempotency-replayed: true", '"completed"', '"cancelled"', '    "copy_of": "']:
        assert fact.lower() in done.stdout.lower(), fact


def test_who_has_just_ordered_finds_who_comes_where_one_signs_in(mcf):
    """The tour in a browser: "be that worker", of whom a client is told the first name only."""
    def ahead(**time: float) -> str:
        at = datetime.now(timezone.utc) + timedelta(**time)
        return at.isoformat(timespec="seconds").replace("+00:00", "Z")

    client = Caller(mcf.url, mcf.token("client", "hcb-7"))
    types = client.get("/api/service-types")["items"]
    order = client.create("/api/orders", {
        "service_type_id": next(each["id"] for each in types if each["name"] == "At once"),
        "description": "Whiskers", "place": "1 Cushion Street", "phone": "+74955550001",
        "email": "cleo@example.com", "scheduled_at": ahead(minutes=1)})
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    open_ones = manager.each("/api/orders", status="accepted", to=ahead(days=1))
    soonest = sorted(open_ones, key=lambda each: each["scheduled_at"])
    assert order["id"] in {each["id"] for each in soonest}
    expected = list(dict.fromkeys(each["worker_id"] for each in soonest))[:8]
    page = requests.get(f"{mcf.url}/sign-in", params={"return": "/"}, timeout=30).text
    shown = re.findall(r'name="role" value="worker">\s*<input[^>]* name="subject" value="([^"]+)"', page)
    assert len(shown) == 8
    assert shown[:len(expected)] == expected


def test_its_other_commands_are_there():
    """What only a terminal can try: `scripts/up` runs until ctrl-C, the tests would run themselves."""
    blocks = re.findall(r"^```\n(scripts/.*?)^```", README, re.M | re.S)
    commands = [line.split()[0] for block in blocks for line in block.splitlines()]
    assert {"scripts/up", "scripts/test"} <= set(commands)
    for command in commands:
        assert os.access(ROOT / command, os.X_OK), command
