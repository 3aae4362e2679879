"""A1: `mcf accounts`, by which those who run MCF see and end sessions and links, change keys, and look at
providers."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import uuid
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from conftest import run_mcf
from events.cluster import wait_until
from foreign_providers import CLIENT, Mock

from local_mcf import LocalMCF, free_port, sign_in
from rest import Caller

SESSIONS = ["ID", "SUBJECT", "ROLES", "PROVIDER", "BROWSER", "SINCE", "SEEN"]
LINKS = ["ID", "PROVIDER", "SUB", "ROLE", "SUBJECT", "BY", "SINCE"]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOBODY = str(uuid.UUID(int=0))


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    with Mock() as provider:
        yield provider


def accounts(up: LocalMCF, *arguments: str) -> subprocess.CompletedProcess:
    return run_mcf("accounts", *arguments, "--state", str(up.state))


def done(up: LocalMCF, *arguments: str, logged: str = "") -> str:
    """What a command says that is done; nothing else is logged than what it has changed."""
    ended = accounts(up, *arguments)
    assert ended.returncode == 0 and len(ended.stderr.splitlines()) == bool(logged), ended
    assert logged in ended.stderr and (not logged or 'by="mcf accounts"' in ended.stderr)
    return ended.stdout


def listed(up: LocalMCF, header: list[str], *arguments: str) -> list[list[str]]:
    """The rows of a list."""
    head, *rows = [re.split(r" {2,}", line) for line in done(up, *arguments).splitlines()]
    assert head == header
    return rows


def renew(up: LocalMCF, browser: requests.Session) -> str | None:
    """The token that pages get of the session; none: it is over."""
    browser.get(f"{up.url}/sign-in/renew", timeout=30)
    return browser.cookies.get("mcf_session")


def decoded(part: str) -> dict:
    return json.loads(base64.urlsafe_b64decode(part + "=="))


def test_sessions_are_seen_and_ended(mcf):
    cat = f"hcb-{uuid.uuid4()}"
    assert done(mcf, "sessions", "--subject", cat) == "Nobody is signed in.\n"
    first, second = (sign_in(mcf.url, "client", cat) for _ in range(2))
    rows = listed(mcf, SESSIONS, "sessions", "--subject", cat)
    assert [row[1:5] for row in rows] == [[cat, "client", "local", "–"]] * 2
    assert rows[0][0] == decoded(renew(mcf, first).split(".")[1])["sid"], "the first one first"
    assert listed(mcf, SESSIONS, "sessions", "--subject", cat, "--limit", "1")[0][0] == rows[0][0]
    # One that is over stays so.
    for logged in (f"session={rows[0][0]}", ""):
        assert done(mcf, "end", rows[0][0], logged=logged) == "It is over.\n"
    assert renew(mcf, first) is None and renew(mcf, second)
    left = listed(mcf, SESSIONS, "sessions", "--subject", cat)
    assert [row[0] for row in left] == [rows[1][0]]
    assert done(mcf, "links", "--subject", cat) == "Nobody is linked.\n"


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (["end", NOBODY], 65, "You have no such session"),
    (["unlink", NOBODY], 65, "There is no such link"),
    (["end", "mine"], 64, "mine"),
    (["unlink"], 64, "link"),
    (["sessions", "--limit", "many"], 64, "many"),
])
def test_what_cannot_be_done_is_said_and_told_by_the_exit_code(mcf, arguments, code, said):
    ended = accounts(mcf, *arguments)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert said in ended.stderr


@pytest.mark.parametrize("command", [["sessions"], ["links"], ["end", NOBODY], ["unlink", NOBODY]])
def test_where_nothing_runs_there_is_nobody_to_ask(tmp_path, command):
    ended = run_mcf("accounts", *command, "--state", str(tmp_path / "nowhere"))
    assert (ended.returncode, ended.stdout) == (69, "")
    assert "MCF_ACCOUNTS_URL is not set" in ended.stderr


def test_a_link_is_forgotten_and_a_key_that_somebody_else_may_have_is_believed_no_more(mock):
    settings = {**mock.settings(), "MCF_OIDC_PROVIDERS": "mock", "MCF_OIDC_MOCK_SUBJECT": "email"}
    with LocalMCF(environment=settings) as up:
        boss = Caller(up.url, up.token("manager", "boss"))
        known = next(each for each in boss.each("/api/clients") if each["external_id"] == "hcb-1")
        sub = f"murka-{uuid.uuid4()}"
        told = {"email": known["email"], "email_verified": True}
        requests.put(f"{mock.url}/users/{sub}", json=told, timeout=30).raise_for_status()
        # Accounts hears of its people by events.
        browser = wait_until(lambda: come_from(mock, up, sub), 60, lambda: up.output)

        (session,) = listed(up, SESSIONS, "sessions")
        assert session[1:5] == ["hcb-1", "client", "mock", "Firefox · Linux"]
        (link,) = listed(up, LINKS, "links", "--subject", "hcb-1")
        assert link[1:6] == ["mock", sub, "client", "hcb-1", "email"]
        assert done(up, "unlink", link[0], logged=f"link={link[0]}") == "It is forgotten.\n"
        assert done(up, "links") == "Nobody is linked.\n"
        assert done(up, "sessions") == "Nobody is signed in.\n"
        assert renew(up, browser) is None
        browser = come_from(mock, up, sub)
        (again,) = listed(up, LINKS, "links")
        assert again[1:6] == link[1:6] and again[0] != link[0], "found out anew"

        change_keys(up, browser)


def come_from(provider: Mock, up: LocalMCF, sub: str) -> requests.Session | None:
    """Somebody whom a provider knows, signed in; none: it is nobody here yet."""
    browser = requests.Session()
    browser.headers["User-Agent"] = FIREFOX
    page = browser.get(f"{up.url}/sign-in", params={"return": "/livez"}, timeout=30)
    assert page.url.startswith(provider.url), page.text
    back = browser.post(page.url, data={"sub": sub}, allow_redirects=False, timeout=30)
    assert urlsplit(back.headers["Location"]).path == "/sign-in/callback", "it is the only one"
    browser.get(back.headers["Location"], timeout=30)
    return browser if "mcf_session" in browser.cookies else None


def change_keys(up: LocalMCF, browser: requests.Session) -> None:
    def published() -> set[str]:
        keys = requests.get(f"{up.url}/sign-in/keys", timeout=30).json()["keys"]
        return {key["kid"] for key in keys}

    def signer() -> str:
        return decoded(renew(up, browser).split(".")[0])["kid"]

    (first,) = published()
    (second,) = re.fullmatch(r"(\S+) signs in a day\.\n", done(up, "rotate-key")).groups()
    assert published() == {first, second} and signer() == first
    (third,) = re.fullmatch(
        r"(\S+) signs from now on\.\n", done(up, "rotate-key", "--now")).groups()
    assert published() == {third}, "neither the present one nor the next one counts"
    assert signer() == third, "sessions live on"


def check(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return run_mcf("accounts", "check", *arguments, MCF_OIDC_PROVIDERS="mock", **environment)


def test_a_provider_that_answers_is_found_in_order(mock):
    ended = check(**mock.settings())
    assert (ended.returncode, ended.stderr) == (0, ""), ended
    description, keys = ended.stdout.splitlines()
    assert description.startswith(f"ok  description of mock: codes at {mock.url}/")
    assert keys.startswith(f"ok  keys of mock: 1 at {mock.url}/")


def test_a_provider_that_does_not_answer_is_told_and_so_is_a_setting_that_lacks(mock):
    away = {**mock.settings(), "MCF_OIDC_MOCK_ISSUER": f"http://127.0.0.1:{free_port()}"}
    ended = check(**away)
    assert ended.returncode == 1, ended
    assert [line.split(":")[0] for line in ended.stdout.splitlines()] == [
        "no  description of mock", "no  keys of mock"]
    none = run_mcf("accounts", "check")
    assert none.returncode == 78 and "MCF_OIDC_PROVIDERS is empty" in none.stderr
    lacking = mock.settings()
    del lacking["MCF_OIDC_MOCK_ISSUER"]
    ended = check(**lacking)
    assert ended.returncode == 78 and "MCF_OIDC_MOCK_ISSUER" in ended.stderr


def test_what_an_id_token_would_become_is_told_beforehand(mock):
    token = id_token(mock)
    head, claims, signature = token.split(".")
    forged = f"{head}.{claims}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"
    cases = [
        (token, {}, 0, "ok  ID token of mock: client hcb-1"),
        (token, {"MCF_OIDC_MOCK_SUBJECT": "claim:cat"}, 1, "no  ID token of mock: "),
        (token, {"MCF_OIDC_MOCK_CLIENT_ID": "another"}, 1, "no  ID token of mock: "),
        (forged, {}, 1, "no  ID token: no provider that is set has signed it"),
    ]
    for given, settings, code, said in cases:
        ended = check("--id-token", given, **{**mock.settings(), **settings})
        assert (ended.returncode, ended.stderr) == (code, ""), (settings, ended)
        assert ended.stdout.splitlines()[2].startswith(said), (settings, ended)


def id_token(provider: Mock) -> str:
    """One as somebody has it at hand who sets the provider up."""
    about = requests.get(provider.probe, timeout=30).json()
    back = "http://127.0.0.1/sign-in/callback"
    asked = {
        "response_type": "code", "client_id": CLIENT, "redirect_uri": back,
        "scope": "openid email", "nonce": str(uuid.uuid4()), "state": "s",
    }
    address = requests.Request("GET", about["authorization_endpoint"], params=asked).prepare().url
    answer = parse_qs(urlsplit(provider.approve(requests.Session(), address)).query)
    tokens = requests.post(
        about["token_endpoint"], auth=(CLIENT, "letters"), timeout=30,
        data={"grant_type": "authorization_code", "code": answer["code"][0], "redirect_uri": back})
    return tokens.json()["id_token"]
