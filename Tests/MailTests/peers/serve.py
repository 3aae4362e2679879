"""A server for mails on loopback: aiosmtpd, or one that misbehaves.

Standard output: its port and the file of its certificate; when its input ends, and it with that, a
line of JSON for each mail that it took (aiosmtpd) or each connection (one that misbehaves).
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import ssl
import subprocess
import sys
import tempfile

from aiosmtpd.smtp import SMTP, AuthResult


FACTS: list[dict] = []


class Post:
    """Takes what it does not refuse."""

    def __init__(self, options) -> None:
        self.options = options

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        extra = ["250-PIPELINING"] if self.options.pipelining else []
        return responses[:-1] + extra + responses[-1:]

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown"):
            return "550 5.1.1 no such cat"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        if b"refuse this" in envelope.content:
            return "451 4.7.1 later"
        FACTS.append({
            "sender": envelope.mail_from, "recipients": envelope.rcpt_tos,
            "mail": base64.b64encode(envelope.content).decode(),
            "login": str(session.auth_data or ""),
            "isSecure": session.ssl is not None or self.options.tls == "implicit"})
        return "250 2.0.0 taken"


def post(options, tls):
    def authenticate(server, session, envelope, mechanism, data):
        login = f"{data.login.decode()}:{data.password.decode()}"
        is_right = login == options.login
        # What is not handled here is refused with 535.
        return AuthResult(success=is_right, handled=is_right, auth_data=f"{mechanism} {login}")

    def make():
        return SMTP(
            Post(options), hostname="mx.example", enable_SMTPUTF8=True,
            tls_context=tls if options.tls == "starttls" else None,
            authenticator=authenticate, auth_required=bool(options.login),
            auth_require_tls=options.tls == "starttls",
            auth_exclude_mechanism=[name for name in ("PLAIN", "LOGIN") if name != options.mechanism])

    return asyncio.get_running_loop().create_server(
        make, "127.0.0.1", 0, ssl=tls if options.tls == "implicit" else None)


class Misbehaving:
    """Speaks just enough, and then, by `--act`, too much or too little."""

    def __init__(self, act: str) -> None:
        self.act = act
        self.connections = 0

    async def __call__(self, reader, writer) -> None:
        self.room = self.connections if self.act == "cut" else 1 << 30
        self.connections += 1
        facts = {"dot": False, "answered": False}
        FACTS.append(facts)
        try:
            await self.talk(reader, writer, facts)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        writer.close()

    async def talk(self, reader, writer, facts) -> None:
        if self.act == "silent":
            await reader.read()
        elif self.act == "endless":
            await self.answer(writer, "220 " + "x" * 100_000)
            await reader.read()
        elif self.act == "lines":
            await self.answer(writer, "220-x\r\n" * 10_000 + "220 x")
            await reader.read()
        await self.answer(writer, "220 mx")
        while line := await reader.readline():
            verb = line.strip().upper()[:4]
            if verb == b"EHLO":
                await self.answer(writer, "250-mx\r\n250 STARTTLS" if self.act == "behind" else "250 mx")
            elif verb == b"STAR":
                await self.answer(writer, "220 go\r\n250 AUTH PLAIN")
            elif self.act == "mute":
                continue
            elif verb == b"DATA":
                await self.answer(writer, "354 go")
                await reader.readuntil(b"\r\n.\r\n")
                facts["dot"] = True
                if self.act == "drop":
                    return
                await self.answer(writer, "250 taken")
                facts["answered"] = True
            else:
                await self.answer(writer, "250 ok")

    async def answer(self, writer, text: str) -> None:
        """As much as there is room for; then the connection ends."""
        data = f"{text}\r\n".encode()
        writer.write(data[:self.room])
        self.room -= len(data)
        await writer.drain()
        if self.room < 0:
            raise ConnectionError


def certificate(folder: str, name: str) -> tuple[str, str]:
    files = f"{folder}/key.pem", f"{folder}/certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-keyout", files[0], "-out", files[1], "-subj", "/CN=mx.example",
         "-addext", f"subjectAltName={name}"], check=True, capture_output=True)
    return files


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", choices=("starttls", "implicit"))
    parser.add_argument("--name", default="IP:127.0.0.1,DNS:localhost")
    parser.add_argument("--login", default="")
    parser.add_argument("--mechanism", default="PLAIN")
    parser.add_argument("--pipelining", action="store_true")
    parser.add_argument("--act")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        key, chain = certificate(folder, options.name)
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(chain, key)
        server = await (asyncio.start_server(Misbehaving(options.act), "127.0.0.1", 0)
                        if options.act else post(options, tls))
        print(server.sockets[0].getsockname()[1], chain, flush=True)
        await asyncio.to_thread(sys.stdin.read)
        for facts in FACTS:
            print(json.dumps(facts))


if __name__ == "__main__":
    asyncio.run(main())
