"""The programs between the yard and the attic, as processes that tests may treat badly."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
from pathlib import Path

from local_mcf import ROOT

BENCH = Path(os.environ.get("MCF_BENCH_PROGRAM", ROOT / ".build/debug/mcf-bench"))


class Program:
    """A process with its log in a file."""

    def __init__(self, name: str, command: list[str], log: Path, environment: dict[str, str]):
        self.name = name
        self.log = log
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MCF_")}
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, stdin=subprocess.DEVNULL,
                env={**clean, **environment}, start_new_session=True)
        # Out of reach of the terminal's ctrl-C, it must not outlive us.
        atexit.register(self.kill)

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    def stop(self, deadline: float = 20, *, is_young: bool = False) -> None:
        """Asks it to stop; it has to end well, unless it is too young to listen to signals yet."""
        self.process.terminate()
        self.wait(deadline, (0, -signal.SIGTERM) if is_young else (0,))

    def wait(self, deadline: float = 60, codes: tuple[int, ...] = (0,)) -> None:
        """Waits until it has ended by itself, and well."""
        code = self.process.wait(deadline)
        assert code in codes, f"{self.name} ended with {code}:\n{self.tail()}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        atexit.unregister(self.kill)

    def pause(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def tail(self, characters: int = 3000) -> str:
        return self.log.read_text(errors="replace")[-characters:]
