"""Two OpenID providers that are not ours, with opposite habits, and people who sign in at them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests
from events.cluster import wait_until

from local_mcf import ROOT, free_port

CLIENT = "mcf"


class Provider:
    """A provider on loopback, which knows `hcb-1`, a client of the demo's."""

    id = ""
    # As providers differ most about what is neither letter nor digit.
    secret = "a secret: with signs &c."

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = Path(tempfile.mkdtemp(prefix="provider-", dir="/tmp"))
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> "Provider":
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                env={**os.environ, **self.surroundings()})
        wait_until(self.answers, 30, (self.folder / "log").read_text)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder)

    def surroundings(self) -> dict[str, str]:
        return {}

    def answers(self) -> bool:
        try:
            return requests.get(self.probe, timeout=5).ok
        except requests.ConnectionError:
            return False

    def settings(self) -> dict[str, str]:
        """How it is made known to `accounts`, by environment only."""
        own = {"CLIENT_ID": CLIENT, "CLIENT_SECRET": self.secret, "NAME": self.id, **self.own_settings()}
        return {f"MCF_OIDC_{self.id.upper()}_{name}": value for name, value in own.items()}


class Mock(Provider):
    """oidc-provider-mock: its ID tokens have no `kid` and a list as `aud`, its access tokens are
    opaque, and of PKCE it knows nothing."""

    id = "mock"

    @property
    def probe(self) -> str:
        return f"{self.url}/.well-known/openid-configuration"

    def command(self) -> list[str]:
        cat = {"sub": "hcb-1", "email": "hcb-1@happycatbox.example", "name": "Murka Mockova"}
        program = Path(sys.executable).parent / "oidc-provider-mock"
        return [program, "-p", str(self.port), "--user-claims", json.dumps(cat)]

    def own_settings(self) -> dict[str, str]:
        return {"ISSUER": self.url, "ROLE": "client"}

    def allow(self, redirects: list[str]) -> None:
        """It allows all."""

    def approve(self, browser: requests.Session, address: str) -> str:
        """Signs in at it, and agrees: the address that it leads back to."""
        answer = browser.post(address, data={"sub": "hcb-1"}, allow_redirects=False, timeout=30)
        return answer.headers["Location"]


class Glewlwyd(Provider):
    """glewlwyd, over SQLite: it describes itself elsewhere than below its issuer, chooses subjects
    itself, says nothing of verified addresses, insists on PKCE, and takes secrets as they are sent."""

    id = "glewlwyd"
    secret = "lettersAndDigits1"
    home = ROOT / ".build/glewlwyd"

    @property
    def probe(self) -> str:
        return f"{self.url}/config"

    def command(self) -> list[str]:
        modules = self.home / "usr/lib/glewlwyd"
        paths = {
            "user_module_path": "user", "user_middleware_module_path": "user_middleware",
            "client_module_path": "client", "user_auth_scheme_module_path": "scheme",
            "plugin_module_path": "plugin",
        }
        (modules / "user_middleware").mkdir(exist_ok=True)
        texts = {
            "external_url": self.url, "login_url": "login.html", "api_prefix": "api",
            "static_files_path": f"{self.home}/usr/share/glewlwyd/webapp/", "log_mode": "console",
            "log_level": "WARNING", "cookie_domain": "127.0.0.1", "session_key": "GLEWLWYD",
            "admin_scope": "g_admin", "profile_scope": "g_profile", "hash_algorithm": "SHA512",
            **{name: f"{modules}/{folder}" for name, folder in paths.items()},
        }
        lines = [f'{name}="{value}"' for name, value in texts.items()]
        database = self.folder / "database"
        lines += [
            f"port={self.port}", "cookie_secure=0", "session_expiration=86400",
            f'database = {{ type = "sqlite3"; path = "{database}"; }};',
        ]
        (self.folder / "conf").write_text("\n".join(lines) + "\n")
        tables = self.home / "usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz"
        with sqlite3.connect(database) as made:
            made.executescript(gzip.decompress(tables.read_bytes()).decode())
        return [self.home / "usr/bin/glewlwyd", f"--config-file={self.folder}/conf"]

    def surroundings(self) -> dict[str, str]:
        return {"LD_LIBRARY_PATH": str(self.home / "usr/lib/x86_64-linux-gnu")}

    def own_settings(self) -> dict[str, str]:
        return {
            "ISSUER": self.url,
            "DISCOVERY_URL": f"{self.url}/api/oidc/.well-known/openid-configuration",
            "SCOPES": "openid", "ROLES_CLAIM": "cat_role", "ROLES": "tester:client,boss:manager",
            "MAY": "client", "SUBJECT": "claim:cat_id",
        }

    def allow(self, redirects: list[str]) -> None:
        """Makes client and user, by its JSON API."""
        admin = self.signed_in("admin", "password")

        def ask(method: str, path: str, body: dict | None = None) -> dict:
            answer = admin.request(method, f"{self.url}/api/{path}", json=body, timeout=30)
            assert answer.ok, (path, answer.text)
            return answer.json() if answer.text else {}

        ask("POST", "mod/plugin", {
            "module": "oidc", "name": "oidc", "display_name": "OpenID", "parameters": self.plugin()})
        users = ask("GET", "mod/user/database")
        for name in ("cat_id", "cat_role"):
            users["parameters"]["data-format"][name] = {"multiple": False, "read": True, "write": True}
        ask("PUT", "mod/user/database", users)
        ask("PUT", "mod/user/database/reset")
        ask("POST", "user", {
            "username": "murka", "password": "murkamurka", "name": "Murka Glewlwydova",
            "email": "hcb-1@happycatbox.example", "scope": ["openid"], "enabled": True,
            "cat_id": "hcb-1", "cat_role": "tester",
        })
        ask("POST", "client", {
            "client_id": CLIENT, "name": "MCF", "enabled": True, "confidential": True,
            "client_secret": self.secret, "token_endpoint_auth_method": ["client_secret_basic"],
            "redirect_uri": redirects[:1], "post_logout_redirect_uri": redirects[1],
            "authorization_type": ["code"], "scope": [],
        })

    def plugin(self) -> dict:
        def openssl(*arguments: str, stdin: str = "") -> str:
            return subprocess.run(
                ["openssl", *arguments], input=stdin, capture_output=True, text=True, check=True,
            ).stdout

        key = openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout")
        kinds = ["token", "id-token", "none", "password", "client", "device", "refresh"]
        claims = [
            {"name": name, "user-property": name, "type": "string", "mandatory": True, "scope": []}
            for name in ("cat_id", "cat_role")
        ]
        return {
            "iss": self.url, "jwt-type": "ecdsa", "jwt-key-size": "256", "key": key,
            "cert": openssl("ec", "-pubout", stdin=key), "access-token-duration": 3600,
            "refresh-token-duration": 86400, "code-duration": 600, "refresh-token-rolling": True,
            "allow-non-oidc": False, "auth-type-code-enabled": True,
            "auth-type-code-revoke-replayed": True,
            **{f"auth-type-{kind}-enabled": False for kind in kinds},
            "pkce-allowed": True, "pkce-required": True, "pkce-method-plain-allowed": False,
            "name-claim": "mandatory", "email-claim": "mandatory", "scope-claim": "no",
            "claims": claims, "allowed-scope": ["openid"], "subject-type": "public",
            "session-management-allowed": True, "session-cookie-name": "G_OIDC",
            "session-cookie-expiration": 86400,
        }

    def signed_in(self, name: str, password: str) -> requests.Session:
        return self.sign_in(requests.Session(), name, password)

    def sign_in(self, browser: requests.Session, name: str, password: str) -> requests.Session:
        answer = browser.post(
            f"{self.url}/api/auth/", json={"username": name, "password": password}, timeout=30)
        assert answer.ok, answer.text
        return browser

    def approve(self, browser: requests.Session, address: str) -> str:
        """Signs in at it, and agrees: the address that it leads back to."""
        page = browser.get(address, allow_redirects=False, timeout=30).headers["Location"]
        if "code=" in page:
            return page
        self.sign_in(browser, "murka", "murkamurka")
        agreed = browser.put(
            f"{self.url}/api/auth/grant/{CLIENT}", json={"scope": "openid"}, timeout=30)
        assert agreed.ok, agreed.text
        back = parse_qs(urlsplit(page).query)["callback_url"][0]
        answer = browser.get(back + "&g_continue", allow_redirects=False, timeout=30)
        return answer.headers["Location"]
