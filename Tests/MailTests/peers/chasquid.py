"""chasquid on loopback, a server for mails that others wrote in another language.

Standard output: its port and the file of its certificate; when its input ends, a line of JSON for each
mail that it has delivered, as `serve.py` writes them.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from serve import certificate

# Where `scripts/setup --test` unpacks it, unless the machine has one.
UNPACKED = Path(__file__).resolve().parents[3] / ".build/chasquid/usr/bin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tls", choices=["starttls", "implicit"], required=True)
    parser.add_argument("--login", metavar="ADDRESS:SECRET", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        serve(options, Path(folder))


def serve(options, folder: Path) -> None:
    port = free_port()
    chain = settle(options, folder, port)
    command = [program("chasquid"), f"-config_dir={folder}"]
    with open(folder / "log", "wb") as log, subprocess.Popen(command, stderr=log, cwd=folder) as server:
        try:
            wait(lambda: answers(port), folder)
            print(port, chain, flush=True)
            sys.stdin.read()
            # It has taken mails, and delivers them after that.
            wait(lambda: not any((folder / "data/queue").iterdir()), folder)
        finally:
            server.terminate()
    for mail in sorted((folder / "mails").iterdir(), key=lambda path: path.stat().st_mtime_ns):
        # Programs that keep mails are given the lines of this machine.
        written = mail.read_bytes().replace(b"\n", b"\r\n")
        print(json.dumps({"mail": base64.b64encode(written).decode()}))


def settle(options, folder: Path, port: int) -> str:
    """Returns the file of the certificate."""
    login, secret = options.login.split(":", 1)
    for name in ("data/queue", "mails", f"domains/{login.split('@')[1]}"):
        (folder / name).mkdir(parents=True)
    certificates = folder / "certs/mx.example"
    certificates.mkdir(parents=True)
    key, chain = certificate(str(certificates), "IP:127.0.0.1")
    (certificates / "privkey.pem").symlink_to(key)
    (certificates / "fullchain.pem").symlink_to(chain)
    address = "submission_over_tls_address" if options.tls == "implicit" else "submission_address"
    (folder / "chasquid.conf").write_text(f"""
        hostname: "mx.example"
        {address}: "127.0.0.1:{port}"
        data_dir: "{folder}/data"
        mail_log_path: "{folder}/mail.log"
        mail_delivery_agent_bin: "/bin/sh"
        mail_delivery_agent_args: "-c"
        mail_delivery_agent_args: "cat >$(mktemp {folder}/mails/XXXXXXXX)"
    """)
    subprocess.run(
        [program("chasquid-util"), f"--configdir={folder}", "user-add", login, f"--password={secret}"],
        check=True, stdout=subprocess.DEVNULL)
    return chain


def program(name: str) -> str:
    return shutil.which(name) or str(UNPACKED / name)


def free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


def wait(is_so, folder: Path) -> None:
    end = time.monotonic() + 20
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError((folder / "log").read_text())
        time.sleep(0.02)


if __name__ == "__main__":
    main()
