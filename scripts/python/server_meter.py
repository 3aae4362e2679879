"""What a Postgres and its backends cost, as the kernel counts it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil


def server_cpu(postmaster: psutil.Process) -> float:
    """CPU seconds of a server so far, backends that have ended included."""
    times = postmaster.cpu_times()
    total = times.user + times.system + times.children_user + times.children_system
    for child in postmaster.children():
        # One that has ended meanwhile counts among the postmaster's children from now on.
        with contextlib.suppress(psutil.NoSuchProcess):
            times = child.cpu_times()
            total += times.user + times.system
    return total


def private_memory(pid: int) -> int:
    """Bytes of a process's own memory, without what servers share; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))


class Peak:
    """The most private memory that any of some processes had."""

    def __init__(self, processes: Callable[[], list[int]]):
        self.processes = processes
        self.bytes = 0

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        is_over = threading.Event()

        def watch() -> None:
            while not is_over.wait(0.02):
                self.bytes = max([self.bytes, *map(private_memory, self.processes())])

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()
