"""Postgres clusters of a test's own, to be killed, filled, copied and promoted."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from local_mcf import remove_aside

SCHEMA = Path(__file__).parent / "schema.sql"
PORT = 5432


def binaries() -> Path:
    """Debian's newest server."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max(found, key=lambda path: int(path.parent.parent.name)).parent


BINARIES = binaries()


def as_server(*command: str | Path) -> list[str]:
    """Postgres refuses to run as root."""
    if os.getuid():
        return [str(part) for part in command]
    postgres = pwd.getpwnam("postgres")
    drop = [f"--reuid={postgres.pw_uid}", f"--regid={postgres.pw_gid}", "--clear-groups"]
    return ["setpriv", *drop, "--", *map(str, command)]


def run(*command: str | Path, **rest) -> None:
    """Runs a program of Postgres's as the server's user, out of reach of the terminal's ctrl-C."""
    done = subprocess.run(
        command if rest.pop("plain", False) else as_server(*command), capture_output=True,
        text=True, stdin=subprocess.DEVNULL, start_new_session=True, check=False, cwd="/", **rest)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n{done.stdout}{done.stderr}")


def make_folder() -> Path:
    """A folder with a short path (sockets' end at 107 bytes) that the server's user owns."""
    folder = Path(tempfile.mkdtemp(prefix="mcf-", dir="/tmp"))
    if not os.getuid():
        shutil.chown(folder, "postgres", "postgres")
    return folder


def wait_until(fact: Callable[[], object], seconds: float = 60, what: object = "") -> object:
    """Waits until something holds, and returns it; `what` tells what was waited for."""
    end = time.monotonic() + seconds
    while True:
        if found := fact():
            return found
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(0.02)


def lives(pid: int) -> bool:
    """Whether a process runs: one that has ended stays listed until its parent asks for it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return not state.startswith("Z")


class Cluster:
    """One Postgres, reached by a unix socket; everybody in its private folder is trusted."""

    def __init__(self, settings: dict[str, str] | None = None, wrapper: tuple[str, ...] = ()):
        self.folder = make_folder()
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self.settings = settings or {}
        # What `pg_ctl start` is run by, such as another mount namespace.
        self.wrapper = wrapper
        # One that was being made when somebody lost patience.
        atexit.register(self.remove)

    # Making one.

    @classmethod
    def make_template(cls, script: Path | None = SCHEMA) -> "Cluster":
        """A stopped cluster with the databases of the yard and the attic, to be copied."""
        cluster = cls()
        run(
            BINARIES / "initdb", "--pgdata", cluster.data, "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")
        access = cluster.data / "pg_hba.conf"
        access.write_text("local all all trust\nlocal replication all trust\n")
        cluster.start()
        if script:
            run("psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={script}",
                cluster.url("postgres", "postgres"), plain=True)
        cluster.stop()
        return cluster

    def copy(self, settings: dict[str, str] | None = None, **rest) -> "Cluster":
        """A cluster like this stopped one."""
        other = Cluster({**self.settings, **(settings or {})}, **rest)
        run("cp", "-a", self.data, other.data)
        return other

    def make_standby(self, settings: dict[str, str] | None = None) -> "Cluster":
        """A streaming standby of this running cluster, with this one's own WAL by the socket."""
        standby = Cluster({**self.settings, **(settings or {})})
        source = f"host={self.folder} port={PORT} user=postgres"
        run(BINARIES / "pg_basebackup", "--pgdata", standby.data, "--dbname", source,
            "--checkpoint=fast", "--no-sync", "--wal-method=stream")
        (standby.data / "standby.signal").touch()
        standby.settings["primary_conninfo"] = f"{source} application_name=standby"
        if not os.getuid():
            shutil.chown(standby.data / "standby.signal", "postgres", "postgres")
        return standby

    # Its life.

    def start(self) -> None:
        settings = {
            "listen_addresses": "", "port": str(PORT), "timezone": "UTC", "lc_messages": "C",
            "unix_socket_directories": str(self.folder), "max_connections": "100",
            "log_line_prefix": "%m [%p] %u@%d %a ", **self.settings,
        }
        lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
        (self.data / "postgresql.conf").write_text("".join(lines))
        # pg_ctl hands a relative log file to a shell; this one has no odd characters.
        command = as_server(
            BINARIES / "pg_ctl", "start", "-D", self.data, "-w", "-t", "60", "-l", self.log)
        try:
            run(*self.wrapper, *command, plain=True)
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{self.log.read_text()[-3000:]}") from error

    def stop(self, mode: str = "fast") -> None:
        """Stops it; `immediate` is a crash that the next start recovers from."""
        if self.postmaster():
            run(BINARIES / "pg_ctl", "stop", "-D", self.data, "-m", mode, "-w", "-t", "60")

    def crash(self, number: int = signal.SIGQUIT) -> None:
        """Kills the postmaster, and with it everything, and waits until all of it is gone."""
        pid = self.postmaster()
        backends = self.processes()
        os.kill(pid, number)
        wait_until(lambda: not any(lives(process) for process in [pid, *backends]))

    def freeze(self) -> None:
        """Lets it hang: connections stay, and nobody answers."""
        for pid in [self.postmaster(), *self.processes()]:
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        for pid in [*self.processes(), self.postmaster()]:
            os.kill(pid, signal.SIGCONT)

    def restart(self, mode: str = "fast") -> None:
        self.stop(mode)
        self.start()

    def promote(self) -> None:
        self.query("select pg_promote(true, 60)")

    def remove(self) -> None:
        if self.postmaster():
            self.crash()
        remove_aside(self.folder)
        atexit.unregister(self.remove)

    def postmaster(self) -> int | None:
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError):
            return None
        return pid if lives(pid) else None

    def processes(self) -> list[int]:
        """All processes of the running server but the postmaster itself."""
        pid = self.postmaster()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(child) for child in children.split()]

    # Using it.

    def url(self, database: str, user: str) -> str:
        return f"host={self.folder} port={PORT} dbname={database} user={user}"

    def connect(self, database: str = "postgres", user: str = "postgres", **rest):
        return psycopg.connect(self.url(database, user), autocommit=True, **rest)

    def query(self, sql: str, *values: object, database: str = "postgres") -> list[tuple]:
        """Runs one statement as the superuser; its rows, if it has any."""
        with self.connect(database) as connection:
            cursor = connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description is not None else []

    def terminate(self, application: str) -> int:
        """Ends the connections of one program; how many."""
        found = self.query(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = %s",
            application)
        return len(found)


def several(*clusters: Cluster, database: str, user: str) -> str:
    """The connection string of whichever is the primary."""
    hosts = ",".join(str(cluster.folder) for cluster in clusters)
    ports = ",".join(str(PORT) for _ in clusters)
    return (
        f"host={hosts} port={ports} dbname={database} user={user} target_session_attrs=read-write"
    )
