"""What benchmarks of ordering share: a running MCF with many cats, wrk, and CPU meters."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg

from local_mcf import LocalMCF, print_token
from rest import Caller
from server_meter import server_cpu

BENCHES = Path(__file__).resolve().parents[1] / "benches"
CLIENTS = 1_000
# Of open orders that a client may have: nobody ends them here.
ANY_NUMBER = {"MCF_OPEN_ORDERS_MAX": "0"}
THREADS = 2


def add_workers(connection: psycopg.Connection, count: int) -> None:
    """Workers of all kinds, straight into the register: importing 100 000 is another benchmark."""
    connection.execute(
        """
        insert into workers.worker
               (id, name, email, phone, age, breed, coat_colour, characteristics, code, origin,
                hours, created_at, changed_at)
        select gen_random_uuid(), 'Bench Cat ' || n, 'bench' || n || '@cats.example',
               '+7 900 000 00 00', 3, 'Siberian', 'grey', p.points,
               (select string_agg(chr(64 + greatest(1, point / 5)), '' order by place)
                from   unnest(p.points) with ordinality u (point, place)),
               'imported',
               -- every fourth works by day only
               case when mod(n, 4) = 0 then '{[360,1320),[1800,2760),[3240,4200),[4680,5640),
                                          [6120,7080),[7560,8520),[9000,9960)}'::int4multirange
               end,
               now(), now()
        from   generate_series(1, %s) n,
               lateral (select array_agg(5 * (1 + floor(random() * 20))::int2) as points
                        from   generate_series(1, 20) k
                        where  n > 0) p
        """,
        [count],
    )
    connection.execute(
        """
        insert into orders.worker_standing (worker_id, load)
        select id, extract(epoch from now()) / 3600 - random() * 100
        from   workers.worker
        on     conflict (worker_id) do nothing
        """
    )
    connection.execute("vacuum analyze workers.worker")
    connection.execute("vacuum analyze orders.worker_standing")


class World:
    """An MCF with so many workers, a thousand clients and one service type."""

    def __init__(self, mcf: LocalMCF, workers: int):
        self.mcf = mcf
        self.manager = Caller(mcf.url, mcf.token("manager", "bench"))
        with psycopg.connect(mcf.database, autocommit=True) as connection:
            (present,) = connection.execute("select count(*) from workers.worker").fetchone()
            add_workers(connection, workers - present)
        self.add_clients()
        self.type = self.manager.create(
            "/api/service-types",
            {
                "name": "Bench", "duration_minutes": 60,
                "characteristics": {"speed": 50, "strength": 30, "patience": 20},
                "packing_list": ["bag"],
            },
        )["id"]
        self.tokens = mcf.state / "bench-tokens"
        with ThreadPoolExecutor(4) as pool:
            tokens = pool.map(
                lambda n: print_token(mcf.state, "client", f"bench-{n}"), range(CLIENTS))
            self.tokens.write_text("\n".join(tokens) + "\n")

    def add_clients(self) -> None:
        hcb = Caller(self.mcf.url, self.mcf.token("hcb", "hcb"))
        lines = [
            json.dumps({
                "external_id": f"bench-{n}", "first_name": "Murka", "last_name": "Ivanova",
                "email": f"bench{n}@hcb.example",
            })
            for n in range(CLIENTS)
        ]
        hcb.call(
            "POST", "/api/clients/import", data="\n".join(lines) + "\n",
            headers={"Content-Type": "application/x-ndjson"},
        )

    def wrk(self, seconds: float, connections: int, rate: int = 0) -> dict:
        """Orders for so long; what wrk counted, with its own CPU seconds."""
        environment = {
            **os.environ, "ORDERS_TOKENS": str(self.tokens), "ORDERS_TYPE": self.type,
            "ORDERS_START": str((int(time.time()) // 1800 + 6) * 1800),
            "ORDERS_THREADS": str(THREADS), "ORDERS_RATE": str(rate),
        }
        command = [
            "wrk", f"-t{THREADS}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
            "-s", str(BENCHES / "orders.lua"), self.mcf.url,
        ]
        process = psutil.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
        output = process.stdout.read()
        _, _, usage = os.wait4(process.pid, 0)
        found = re.search(r"^RESULT (.*)$", output, re.M)
        if not found:
            raise RuntimeError(f"wrk failed:\n{output}")
        result = json.loads(found[1])
        result["cpu"] = usage.ru_utime + usage.ru_stime
        result["rate"] = result["requests"] / (result["microseconds"] / 1e6)
        if result["broken"] or result["refused"] > result["requests"] / 100:
            raise RuntimeError(f"orders were refused: {result}\n{self.mcf.output[-2000:]}")
        return result


class Meter:
    """CPU seconds of MCF and of its Postgres, backends that end meanwhile included."""

    def __init__(self, mcf: LocalMCF):
        pid = int((mcf.state / "postgres/data/postmaster.pid").read_text().split()[0])
        self.postmaster = psutil.Process(pid)
        self.process = psutil.Process(mcf.process.pid)

    def read(self) -> tuple[float, float]:
        mine = self.process.cpu_times()
        return mine.user + mine.system, server_cpu(self.postmaster)
