"""`mcf sandbox` beside an `mcf up`: whoever has started it knows its keys, so programs of operators can
ask it as the services do."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess

from local_mcf import MCF, StartError, free_port

from .facts import until

NOTICES = {
    "card": "client-billing/notices/card", "debit": "client-billing/notices/direct-debit",
    "gold-hat": "worker-billing/notices/gold-hat"}
SETTING = re.compile(r"^  (MCF_(?:CARD|DEBIT|GOLD_HAT)_\w+)=(.*)$")


class StandIns:
    """Those who move money; a context manager that stops them again."""

    def __init__(self):
        self.port = free_port()
        # What `mcf up` has to be told.
        self.settings = {"MCF_PORT": str(free_port())}
        self.process: subprocess.Popen[str] | None = None

    @property
    def command(self) -> list[str]:
        site = f"http://127.0.0.1:{self.settings['MCF_PORT']}"
        notices = [
            part for name, path in NOTICES.items()
            for part in (f"--{name}-notices", f"{site}/api/{path}")]
        return [
            str(MCF), "sandbox", "--port", str(self.port), "--public-url", site, *notices]

    def __enter__(self) -> StandIns:
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        said = []
        for line in self.process.stdout:
            said.append(line)
            if setting := SETTING.match(line):
                self.settings[setting[1]] = setting[2]
            if line.startswith("Ctrl-C"):
                until(self.listens, "mcf sandbox does not listen")
                return self
        raise StartError(f"mcf sandbox: exit code {self.process.wait()}: {''.join(said)}")

    def listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(60)
