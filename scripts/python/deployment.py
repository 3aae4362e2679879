"""MCF as it is deployed: each service a process of its own, clusters, a relay, an issuer."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import tempfile
import threading
import uuid
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import requests
from events.cluster import Cluster, run, several, wait_until
from events.programs import Program

from local_mcf import MCF, WITHOUT_ORDERS, LocalMCF, print_token
from rest import Caller
from services import CORE, DATABASES, ROLES, SERVICES, setting

# Few clients order much here.
SETTINGS = {
    "MCF_GRACE_SECONDS": "2", "MCF_SWEEP_INTERVAL_SECONDS": "1", "MCF_OPEN_ORDERS_MAX": "0",
}

SECRET = "A" * 43 + "="
SECRETS = {
    "MCF_PORTAL_KEYS": f"1:{SECRET}", "MCF_LINK_SEAL_KEYS": f"1:{SECRET}",
    "MCF_EMAIL_PEPPER": SECRET, "MCF_ACCOUNTS_SECRET": f"1:{SECRET}",
}


class Demo:
    """What an `mcf up` left behind: a stopped cluster with the demo data, and its issuer."""

    def __init__(self):
        # Periods are for a test to begin.
        self.mcf = LocalMCF(None, WITHOUT_ORDERS, environment={"MCF_BILLING_SCHEDULE": "off"})
        self.mcf.start()
        self.keys = key_set(self.mcf.process.pid)
        self.mcf.stop()
        self.cluster = Cluster()
        run("cp", "-a", self.mcf.state / "postgres/data", self.cluster.data)
        access = self.cluster.data / "pg_hba.conf"
        access.write_text("local all all trust\nlocal replication all trust\n")

    def token(self, role: str, subject: str) -> str:
        return print_token(self.mcf.state, role, subject)

    def remove(self) -> None:
        self.cluster.remove()
        shutil.rmtree(self.mcf.state)


def key_set(process: int) -> dict:
    """The key set that an `mcf up` serves on a port that it tells nobody."""
    for connection in psutil.Process(process).net_connections("inet"):
        # The post office does not answer as HTTP has it.
        with contextlib.suppress(requests.ConnectionError):
            if connection.status == psutil.CONN_LISTEN:
                url = f"http://127.0.0.1:{connection.laddr.port}/jwks.json"
                if (answer := requests.get(url, timeout=5)).ok:
                    return answer.json()
    raise LookupError("no port serves a key set")


class Issuer:
    """The identity provider, as far as services see it."""

    def __init__(self, keys: dict):
        body = json.dumps(keys).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "application/jwk-set+json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/jwks.json"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Deployment:
    """Services on clusters: `homes` says on which ones each service's database lies."""

    def __init__(self, demo: Demo, homes: dict[str, list[Cluster]], *, notify: bool = True):
        self.demo = demo
        self.homes = homes
        self.folder = Path(tempfile.mkdtemp(prefix="mcf-", dir="/tmp"))
        self.issuer = Issuer(demo.keys)
        self.notify = notify
        self.programs: list[Program] = []

    def __enter__(self) -> "Deployment":
        return self

    def __exit__(self, *_: object) -> None:
        for program in self.programs:
            if program.runs:
                program.kill()
        for cluster in {id(c): c for home in self.homes.values() for c in home}.values():
            cluster.remove()
        self.issuer.stop()
        shutil.rmtree(self.folder)

    def environment(self) -> dict[str, str]:
        settings = {
            **SETTINGS, **SECRETS, "MCF_METRICS_PORT": "0", "MCF_AUTH_AUDIENCE": "mcf",
            "MCF_AUTH_ISSUER": "https://issuer.mcf.localhost", "MCF_AUTH_JWKS_URL": self.issuer.url,
            # A contractor who is never there.
            "MCF_COOKIE_CONTRACTOR_URL": "http://127.0.0.1:9/",
            "MCF_NOTIFY": "on" if self.notify else "off",
        }
        for service, home in self.homes.items():
            database = DATABASES[service]
            own = several(*home, database=database, user=ROLES[service])
            settings[setting(service, "URL")] = own
            relay = several(*home, database=database, user="mcf_relay")
            settings[setting(service, "RELAY_URL")] = relay
        return settings

    def serve(self, *services: str, **settings: str) -> "Served":
        with socket.create_server(("127.0.0.1", 0)) as found:
            port = found.getsockname()[1]
        program = self.start(
            "-".join(services), ["serve", *services],
            # Whoever has a listener of its own is served alone.
            {"MCF_PORT": str(port), "MCF_PORTAL_PORT": str(port), **settings})
        served = Served(self, program, f"http://127.0.0.1:{port}")
        wait_until(served.is_ready, 30, program.tail)
        return served

    def relay(self, **settings: str) -> Program:
        return self.start("relay", ["relay"], settings)

    def start(self, name: str, arguments: list[str], settings: dict[str, str]) -> Program:
        log = self.folder / f"{name}-{len(self.programs)}.log"
        program = Program(name, [str(MCF), *arguments], log, {**self.environment(), **settings})
        self.programs.append(program)
        return program

    def report(self) -> str:
        return "\n".join(f"--- {p.name}\n{p.tail(1500)}" for p in self.programs)


class Served:
    """One `mcf serve`, and people who talk to it."""

    def __init__(self, deployment: Deployment, program: Program, url: str):
        self.deployment = deployment
        self.program = program
        self.url = url

    def is_ready(self) -> bool:
        assert self.program.runs, self.program.tail()
        try:
            return requests.get(f"{self.url}/readyz", timeout=5).ok
        except requests.ConnectionError:
            return False

    def caller(self, role: str, subject: str) -> Caller:
        return Caller(self.url, self.deployment.demo.token(role, subject))


def order_form(service_type: str, **delta: float) -> dict:
    """A request for help in so much time."""
    at = datetime.now(timezone.utc) + timedelta(**delta)
    return {
        "service_type_id": service_type, "description": f"help {uuid.uuid4().hex[:6]}",
        "place": "1 Cushion Street", "phone": "+74955550001", "email": "kitty@example.com",
        "scheduled_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def has_begun(rest: Cluster) -> bool:
    """Whether the relay carries to packing; what is older is not its business."""
    return rest.query(
        "select from packing.inbox_cursor where source = 'orders'", database="mcf_packing") != []


def undelivered(core: Cluster, rest: Cluster) -> list[str]:
    """How packing's inbox differs from what orders published: per key, in order, once."""
    published = per_key(core.query(
        "select subject, sequence, type from orders.outbox "
        "where type like 'order.accepted.%' or type like 'order.finished.%' order by id",
        database="mcf_core"))
    delivered = per_key(rest.query(
        "select subject, sequence, type from packing.inbox where source = 'orders' "
        "order by position", database="mcf_packing"))
    return [
        f"order {key}: published {published.get(key)}, delivered {delivered.get(key)}"
        for key in published.keys() | delivered.keys() if published.get(key) != delivered.get(key)
    ]


def packages(rest: Cluster) -> dict[str, str | None]:
    """What packing knows: the orders that it packs for, and how each ended."""
    return dict(rest.query("select id::text, outcome from packing.package", database="mcf_packing"))


def per_key(rows: list[tuple]) -> dict[str, list[tuple]]:
    found: dict[str, list[tuple]] = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(tuple(rest))
    return found
