"""Starts `mcf up` as a user would, and asks it for tokens."""

from __future__ import annotations

import atexit
import contextlib
import os
import random
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import requests

ROOT = Path(__file__).resolve().parents[2]
MCF = Path(os.environ.get("MCF_PROGRAM", ROOT / ".build/debug/mcf"))
# Nothing is ordered, reviewed or bet on yet: for who counts what there is.
WITHOUT_ORDERS = "--without-orders"
READY = re.compile(r"^MCF is ready at (http://\S+)", re.M)


class StartError(Exception):
    """`mcf up` ended, or its deadline passed, before it was ready."""


class LocalMCF:
    """One `mcf up` with a state folder of its own; a context manager that stops it again."""

    # What those begin with that are given no state folder; none: with nothing.
    template: "Template | None" = None

    def __init__(
        self,
        state: Path | None = None,
        *arguments: str,
        prefix: tuple[str, ...] = (),
        environment: dict[str, str] | None = None,
        deadline: float = 120,
    ):
        self.own_state = state is None
        self.state = state or Path(tempfile.mkdtemp(prefix="mcf-", dir="/tmp"))
        if self.own_state:
            # Postgres runs as another user when we are root.
            self.state.chmod(0o755)
        self.arguments = arguments
        self.prefix = prefix
        # Several that start at once would take the same ports for free.
        names = "MCF_PORT", "MCF_METRICS_PORT", "MCF_PORTAL_PORT"
        ports = {name: str(free_port()) for name in names}
        self.environment = {**os.environ, **ports, **(environment or {})}
        self.deadline = deadline
        self.output = ""
        self.url = ""
        # Where strangers apply.
        self.portal = f"http://127.0.0.1:{self.environment['MCF_PORTAL_PORT']}"
        self.process: subprocess.Popen[str] | None = None
        self.tokens: dict[tuple, str] = {}
        self.sessions: dict[tuple, str] = {}

    @property
    def command(self) -> list[str]:
        return [*self.prefix, str(MCF), "up", *self.arguments, "--state", str(self.state)]

    def __enter__(self) -> "LocalMCF":
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.stop()
        atexit.unregister(self.__exit__)
        if self.own_state:
            remove_aside(self.state)

    def start(self) -> None:
        self.output = ""
        atexit.register(self.__exit__)
        if self.own_state and self.template and not any(self.state.iterdir()):
            self.template.fill(self.state)
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            text=True, env=self.environment,
            # A group of its own, so that ctrl-C can be played as a terminal does it.
            process_group=0,
        )
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()
        end = time.monotonic() + self.deadline
        while not (ready := READY.search(self.output)):
            if self.process.poll() is not None:
                time.sleep(0.2)
                raise StartError(f"exit code {self.process.returncode}:\n{self.output}")
            if time.monotonic() > end:
                self.kill()
                raise StartError(f"not ready after {self.deadline} s:\n{self.output}")
            time.sleep(0.02)
        self.url = ready[1]

    def _read(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout:
            self.output += line

    def interrupt(self, number: int = signal.SIGINT) -> None:
        """Sends a signal to the whole foreground group, as a terminal's ctrl-C does."""
        os.killpg(self.process.pid, number)

    def stop(self, deadline: float = 60) -> int:
        """Stops it with ctrl-C; its exit code."""
        self.interrupt()
        try:
            return self.process.wait(deadline)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def token(self, role: str, subject: str, **claims: str) -> str:
        key = (role, subject, *sorted(claims.items()))
        if key not in self.tokens:
            self.tokens[key] = print_token(self.state, role, subject, **claims)
        return self.tokens[key]

    def session(self, role: str, subject: str) -> str:
        """What the cookie `mcf_session` holds of somebody who has signed in, as people do it."""
        key = (role, subject)
        if key not in self.sessions:
            self.sessions[key] = sign_in(self.url, role, subject).cookies["mcf_session"]
        return self.sessions[key]

    @property
    def database(self) -> str:
        """The connection string of the superuser, as `mcf up` printed it."""
        return re.search(r'psql "([^"]+)"', self.output)[1]


class Template:
    """A state folder as a first start leaves it, which loads the demo data and takes several times as
    long as the next one."""

    def __init__(self):
        self.first: LocalMCF | None = None

    def fill(self, state: Path) -> None:
        """Copies it, which is made when it is first asked for."""
        if self.first is None:
            folder = Path(tempfile.mkdtemp(prefix="mcf-", dir="/tmp"))
            folder.chmod(0o755)
            # Periods begin with whoever has the copy, and so do its books.
            self.first = LocalMCF(folder, WITHOUT_ORDERS, environment={"MCF_BILLING_SCHEDULE": "off"})
            self.first.start()
            self.first.stop()
        subprocess.run(["cp", "-a", f"{self.first.state}/.", state], check=True)

    def remove(self) -> None:
        if self.first:
            remove_aside(self.first.state)


def remove_aside(folder: Path) -> None:
    """Removes a folder, for which nobody waits: what has come to the disk takes seconds to remove."""
    subprocess.Popen(["rm", "-rf", folder], start_new_session=True)


def free_port() -> int:
    """One that nobody is given who asks for any, and so stays free for a while."""
    while True:
        port = random.SystemRandom().randrange(10_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def sign_in(url: str, role: str, subject: str) -> requests.Session:
    """A browser without eyes in which somebody has signed in at the local provider."""
    browser = requests.Session()
    page = browser.get(f"{url}/sign-in", params={"return": "/livez"}, timeout=60)
    asked = urlsplit(page.url)
    done = browser.post(
        f"{asked.scheme}://{asked.netloc}{asked.path}", timeout=60,
        data={"request": asked.query, "role": role, "subject": subject})
    if not done.url.startswith(url) or "mcf_session" not in browser.cookies:
        raise StartError(f"signing in as {role} {subject} ends at {done.url}: {done.text[:500]}")
    return browser


def print_token(state: Path | None, role: str, subject: str, **claims: str) -> str:
    command = [str(MCF), "token", "--role", role, "--subject", subject]
    if state:
        command += ["--state", str(state)]
    for name, value in claims.items():
        command += [f"--{name.replace('_', '-')}", value]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StartError(f"{' '.join(command)}: exit code {done.returncode}: {done.stderr}")
    return done.stdout.strip()
