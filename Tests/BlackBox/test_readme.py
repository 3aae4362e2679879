"""The README's tour, typed as written."""

import os
import re
import subprocess

from local_mcf import ROOT

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


def test_its_other_commands_are_there():
    """What only a terminal can try: `scripts/up` runs until ctrl-C, the tests would run themselves."""
    blocks = re.findall(r"^```\n(scripts/.*?)^```", README, re.M | re.S)
    commands = [line.split()[0] for block in blocks for line in block.splitlines()]
    assert {"scripts/up", "scripts/test"} <= set(commands)
    for command in commands:
        assert os.access(ROOT / command, os.X_OK), command
