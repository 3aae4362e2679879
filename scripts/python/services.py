"""The services of this version, as the program itself lists them."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from local_mcf import MCF


@dataclass(frozen=True)
class Service:
    name: str
    schema: str
    database: str
    role: str
    sources: tuple[str, ...]


def _listed() -> list[Service]:
    done = subprocess.run(
        [MCF, "reference", "services"], capture_output=True, text=True, check=True)
    rows = [re.split(r" {2,}", line.strip()) for line in done.stdout.splitlines()[1:]]
    return [
        Service(*row[:4], tuple(name for name in row[4].split(",") if name != "-")) for row in rows
    ]


LISTED = _listed()
# Those that strangers reach, each by a listener of its own: their roles have no tables.
OPEN = [service.name for service in LISTED if service.role != f"{service.schema}_app"]
# Those whose callers have tokens.
SERVICES = [service.name for service in LISTED if service.name not in OPEN]
# Those that not everybody may know of: to others their paths are paths that do not exist.
HIDDEN = ["bets"]
# Those whose schemas lie in one database.
CORE = [service.name for service in LISTED if service.database == "mcf_core"]
DATABASES = {service.name: service.database for service in LISTED}
SCHEMAS = {service.name: service.schema for service in LISTED}
ROLES = {service.name: service.role for service in LISTED}


def setting(service: str, rest: str) -> str:
    """A setting of a service, such as MCF_ORDERS_URL."""
    return f"MCF_{service.replace('-', '_').upper()}_{rest}"


# Every way that events take, as `mcf outbox status` lists them: who publishes, who takes.
LINKS = [(source, service.name) for service in LISTED for source in service.sources]
