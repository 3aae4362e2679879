"""R-280, invariant 13: who may not know of bets finds nothing of them, and no word of them elsewhere.

What is found there is what is found anywhere: the same bytes but the date, for each method, asked for
in whatever way. Only active managers whom the register has told of know better.
"""

from __future__ import annotations

import http.client
import html
import re
import socket
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import psycopg
import pytest
import requests
import yaml
from conftest import knows_bets
from documents import text
from events.cluster import wait_until

from rest import Caller
from services import DATABASES, SCHEMAS, SERVICES

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
ACCEPTED = ["application/json", "text/html"]
MISSING = "/bets/no/such/path"
PAGES = [
    "/bets", "/bets?status=settled", "/bets/{id}", "/bets/{id}/sheet", "/bets/statements",
    "/bets/statements/{number}", "/bets/statements/{number}/transfers/{n}/paid", "/docs/bets", MISSING,
]
# In both languages; of any case, and whatever letters and words begin so.
WORD = re.compile(r"\bbets?\b|\bbetting\b|\bmcf_bets|/markets|ставк", re.I)
NOBODY_HAS = {"nobody": [{}], "wrong": [
    {"Authorization": "Bearer stray"}, {"Authorization": "Basic c3RyYXk6Y2F0"},
    {"Cookie": "mcf_session=stray"}]}


@pytest.fixture(scope="module")
def former(mcf, registered) -> Caller:
    """One of whom bets have heard that she is no manager any more; her token is good."""
    known = registered()
    # Who is no manager any more cannot sign in; who has, still is.
    mcf.session("manager", known.id)
    boss = Caller(mcf.url, mcf.token("manager", "boss"))
    boss.call("PATCH", f"/api/managers/{known.id}", json={"active": False})
    wait_until(lambda: not knows_bets(known), 30, mcf.output)
    return known


@dataclass(frozen=True)
class Made:
    """What there is to hide: an order that can be bet on, one whose pool is settled, and the number of
    the statement that has it, with a transfer that is paid."""

    open: str
    settled: str
    statement: int


@pytest.fixture(scope="module")
def made(mcf, knowing, registered) -> Made:
    bettors = {knowing: "2.00", registered(): "3.00"}
    address = f"{uuid.uuid4()}@example.com"
    orders = [order(mcf, address) for _ in range(2)]
    for each in orders:
        wait_until(lambda: knowing.session.get(
            f"{mcf.url}/api/markets/{each}", timeout=30).status_code == 200, 30, mcf.output)
        for outcome, (bettor, stake) in zip(("completed", "failed"), bettors.items()):
            bettor.create(f"/api/markets/{each}/bets", {"outcome": outcome, "stake": stake})
    boss = Caller(mcf.url, mcf.token("manager", "boss"))
    boss.act(f"/api/orders/{orders[1]}/fail", {"reason": "worker_cannot_come"})
    wait_until(lambda: knowing.get(
        f"/api/markets/{orders[1]}")["status"] == "settled", 30, mcf.output)
    statement = knowing.create("/api/bets/statements", {})
    for bettor in bettors:
        for each in statement["transfers"]:
            if each["creditor"] == bettor.id:
                bettor.act(f"/api/bets/statements/{statement['number']}/transfers/{each['n']}/paid")
    # One stands, one has failed; that it stood need not be told any more.
    wait_until(lambda: len(mails(mcf, to=address)) >= 2, 60, mcf.output)
    return Made(*orders, statement["number"])


def order(mcf, address: str) -> str:
    client = Caller(mcf.url, mcf.token("client", "hcb-5"))
    service = next(s for s in client.get("/api/service-types")["items"] if s["name"] == "At once")
    at = datetime.now(timezone.utc) + timedelta(minutes=90)
    return client.create("/api/orders", {
        "service_type_id": service["id"], "description": "Hide the toys", "place": "Roof 4",
        "phone": "+74955550004", "email": address, "scheduled_at": f"{at:%FT%TZ}",
        "max_charge": "100.00",
    })["id"]


def mails(mcf, **query: str) -> list[dict]:
    """What has come to the post office, whole."""
    post = re.search(r"http://\S+/post\b", mcf.output)[0]
    return requests.get(f"{post}/mails", params=query, timeout=30).json()["items"]


def bearers(mcf, former) -> dict[str, list[dict]]:
    """The headers of whoever may not know, by who that is: as programs and as browsers send them."""
    programs = {role: (role, f"hidden-{role}") for role in ("hcb", "contractor")}
    them = {role: (role, f"hidden-{role}") for role in ("worker", "clerk")}
    them["client"] = ("client", "hcb-5")
    # The identity provider calls her a manager; nobody has entered her.
    them["unknown manager"] = ("manager", "boss")
    them["former manager"] = ("manager", former.id)
    both = {who: [{"Authorization": f"Bearer {mcf.token(*each)}"},
                  {"Cookie": f"mcf_session={mcf.session(*each)}"}]
            for who, each in them.items()}
    alone = {who: [{"Authorization": f"Bearer {mcf.token(*each)}"}] for who, each in programs.items()}
    return NOBODY_HAS | both | alone


def paths(made: Made) -> list[str]:
    """All of bets' own, by their document, and the pages; what they name is there."""
    written = [*yaml.safe_load(text("bets"))["paths"], "/api/bets/openapi.yaml", *PAGES]
    assert len(written) > 12
    return [
        re.sub(r"{\w+}", made.settled if path.endswith("/sheet") else made.open,
               path.replace("{number}", str(made.statement)).replace("{n}", "1"))
        for path in written]


class Wire:
    """One connection after another, over which answers are taken as they come."""

    def __init__(self, url: str):
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)

    def ask(self, method: str, path: str, headers: dict, body: bytes | None) -> tuple:
        self.connection.request(method, path, body=body, headers=headers)
        answer = self.connection.getresponse()
        told = [(name, value) for name, value in answer.getheaders() if name.lower() != "date"]
        return answer.status, answer.reason, told, answer.read()


def nowhere(path: str) -> str:
    """A path of the same part of the site where nothing is."""
    return "/api/no-such-path" if path.startswith("/api/") else "/no-such-path"


def test_each_path_by_each_method_is_one_that_is_not_there(mcf, former, made):
    wire, differences, asked = Wire(mcf.url), [], 0
    every = paths(made)
    for who, all_headers in bearers(mcf, former).items():
        for given in all_headers:
            for accept in ACCEPTED:
                headers = given | {"Accept": accept, "Content-Type": "application/json"}
                for method in METHODS:
                    body = None if method in ("GET", "HEAD", "OPTIONS") else b"{}"
                    expected = {
                        path: wire.ask(method, path, headers, body)
                        for path in ("/no-such-path", "/api/no-such-path")}
                    assert {answer[0] for answer in expected.values()} == {404}
                    for path in every:
                        answer = wire.ask(method, path, headers, body)
                        asked += 1
                        if answer != expected[nowhere(path)]:
                            differences.append((who, method, path, accept, answer[:2]))
    assert asked > 3_000
    assert differences == []


# What is said about a body, a head or a query elsewhere: too much, of no such kind, not to be read.
ODD = {
    "a promise of twenty megabytes": ("POST", "Content-Length: 20000000", b""),
    "a body that never comes": ("POST", "Content-Length: 10", b"{"),
    "no JSON": ("POST", "Content-Type: application/json\r\nContent-Length: 3", b"{]\xff"),
    "an unknown type": ("POST", "Content-Type: application/x-bone\r\nContent-Length: 2", b"{}"),
    "an unknown coding": ("POST", "Content-Encoding: bone\r\nContent-Length: 2", b"{}"),
    "a form": ("POST", "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7",
               b"stake=1"),
    "parts": ("PUT", "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3", b"--x"),
    "chunks": ("POST", "Transfer-Encoding: chunked", b"2\r\n{}\r\n0\r\n\r\n"),
    "a question first": ("POST", "Expect: 100-continue\r\nContent-Length: 2", b"{}"),
    "a bad key": ("POST", "Idempotency-Key: \x7f\r\nContent-Length: 2", b"{}"),
    "a version": ("PATCH", "If-Match: bone\r\nContent-Length: 2", b"{}"),
    "a method of one's own": ("BONE", "Content-Length: 0", b""),
    "a trace": ("TRACE", "Max-Forwards: 0", b""),
}


def test_nor_does_a_body_that_is_refused_elsewhere_tell_it(mcf, former, made):
    client = ("client", "hcb-5")
    for given in [
        {}, {"Authorization": f"Bearer {mcf.token(*client)}"},
        {"Cookie": f"mcf_session={mcf.session(*client)}"},
        {"Authorization": f"Bearer {mcf.token('manager', former.id)}"},
    ]:
        for kind, (method, head, body) in ODD.items():
            for path in (f"/api/markets/{made.open}/bets", "/api/bets/statements", f"/bets/{made.open}",
                         "/api/markets"):
                for query in ("", "?nobody=1&status=%FF"):
                    there, elsewhere = (
                        raw(mcf.url, f"{method} {asked}{query} HTTP/1.1", given, head, body)
                        for asked in (path, nowhere(path)))
                    assert there == elsewhere, (kind, path, there, elsewhere)
                    assert b" 404 " in there or b" 400 " in there, (kind, there)


def raw(url: str, request: str, headers: dict, head: str, body: bytes) -> bytes:
    """What comes back, byte for byte but the date, up to the end of its body."""
    host = urlsplit(url)
    lines = [request, f"Host: {host.netloc}", "Accept: application/json", head]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection((host.hostname, host.port), 30) as connection:
        connection.sendall("\r\n".join(lines + ["", ""]).encode("latin-1") + body)
        received = b""
        while not is_whole(received):
            more = connection.recv(65_536)
            if not more:
                break
            received += more
    return re.sub(rb"(?im)^date: .*\r\n", b"", received)


def is_whole(received: bytes) -> bool:
    head, end, body = received.partition(b"\r\n\r\n")
    if head.startswith(b"HTTP/1.1 100"):
        return is_whole(body)
    length = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(end and length and len(body) >= int(length[1]))


def test_who_may_know_of_them_finds_all_of_it_by_token_and_by_session(mcf, knowing, made):
    token = {"Authorization": f"Bearer {mcf.token('manager', knowing.id)}"}
    session = {"Cookie": f"mcf_session={mcf.session('manager', knowing.id)}", "Accept": "text/html"}
    for path in paths(made):
        headers = token if path.startswith("/api/") else session
        only_acts = path.endswith(("/paid", f"{made.open}/bets"))
        expected = 404 if path == MISSING else 405 if only_acts else 200
        answer = requests.get(mcf.url + path, headers=headers, timeout=30)
        assert answer.status_code == expected, path
    # A session is nobody to programs, and a token nobody to pages.
    assert requests.get(f"{mcf.url}/api/markets", headers=session, timeout=30).status_code == 404
    assert requests.get(f"{mcf.url}/bets", headers=token, timeout=30).status_code == 404
    assert requests.delete(f"{mcf.url}/api/markets", headers=token, timeout=30).status_code == 405
    page = requests.get(f"{mcf.url}/bets", headers=session, timeout=30).text
    links = set(re.findall(r'<li><a href="(/[^"]*)"', page))
    assert {"/bets", "/managers", "/invoices", "/applications"} <= links


@pytest.mark.parametrize(("who", "language"), [
    ("nobody", "en"), ("client", "ru"), ("worker", "ru"), ("clerk", "en"), ("manager", "en"),
    ("manager", "ru")])
def test_no_page_and_no_document_elsewhere_has_the_word(mcf, knowing, made, who, language):
    headers = {"Accept-Language": language}
    if who != "nobody":
        subject = {"client": "hcb-5", "manager": knowing.id}.get(who)
        headers["Cookie"] = f"mcf_session={mcf.session(who, subject or worker(mcf))}"
    found, seen = [], set()
    for path, answer in crawl(mcf.url, headers, all_documents=who == "nobody"):
        seen.add(path)
        # Where all documents are listed, who may read theirs is led to it.
        if who == "manager" and path == "/api":
            assert set(re.findall(r'href="([^"]*bets[^"]*)"', answer)) == {
                "/docs/bets", "/api/bets/openapi.yaml"}
        elif word := WORD.search(answer):
            found.append((path, answer[max(word.start() - 60, 0):word.end() + 60]))
    assert found == []
    assert {"/", "/api", "/openapi.yaml", "/asyncapi.yaml", "/readyz"} <= seen
    assert who != "nobody" or {"/docs/orders", "/api/orders/openapi.yaml"} <= seen
    assert len(seen) > (30 if who == "manager" else 12)


def worker(mcf) -> str:
    boss = Caller(mcf.url, mcf.token("manager", "boss"))
    return boss.get("/api/workers", limit=1)["items"][0]["id"]


def crawl(url: str, headers: dict, all_documents: bool, most: int = 120) -> Iterator[tuple[str, str]]:
    """Where links lead, one of each kind."""
    waiting = ["/", "/api", "/openapi.yaml", "/asyncapi.yaml", "/readyz", "/livez",
               "/sign-in/signed-out", "/packages", "/invoices", "/earnings", "/nowhere", "/api/nowhere"]
    kinds = set(waiting) | {"/docs/bets", "/api/bets/openapi.yaml"}
    with requests.Session() as session:
        session.headers.update(headers | {"Accept": "text/html, */*"})
        while waiting and most:
            path, most = waiting.pop(0), most - 1
            answer = session.get(url + path, timeout=30, allow_redirects=False)
            yield path.split("?")[0], f"{answer.headers}\n{answer.text}"
            is_page = "html" in answer.headers.get("Content-Type", "")
            for link in re.findall(r'(?:href|src)="(/[^"#]*)', answer.text) if is_page else []:
                link = html.unescape(link)
                # Without ids, and without what lists are narrowed by.
                kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|=[^&]*", "*", link)
                is_document = link.startswith("/docs/") or link.endswith(".yaml")
                if kind not in kinds and (all_documents or not is_document):
                    kinds.add(kind)
                    waiting.append(link)


def test_nor_has_an_answer_of_another_service(mcf, knowing, made):
    asked = [
        path for service in SERVICES if service != "bets"
        for path, item in yaml.safe_load(text(service))["paths"].items()
        if "get" in item and "{" not in path and not path.endswith("/stream")]
    for order in (made.open, made.settled):
        asked += [f"/api/orders/{order}", f"/api/orders/{order}/history", f"/api/packages/{order}"]
    answered = 0
    for path in asked:
        answer = knowing.session.get(mcf.url + path, timeout=30)
        answered += answer.ok
        assert not WORD.search(f"{answer.headers}\n{answer.text}"), path
    # The others are for workers and clients.
    assert answered > 25


def test_nor_has_a_mail_or_an_event(mcf, made):
    written = mails(mcf)
    assert len(written) >= 3 and not WORD.search(str(written))
    seen = 0
    for service, database in DATABASES.items():
        if service == "bets":
            continue
        schema = SCHEMAS[service]
        with psycopg.connect(mcf.database, dbname=database) as connection:
            events = [row for row, in connection.execute(
                f"select concat_ws(' ', type, headers, data) from {schema}.outbox")]
            named = connection.execute(
                "select table_name from information_schema.columns where table_schema = %s"
                r" and table_name || ' ' || column_name ~* '\mbets?\M|bet_|_bet'", [schema])
            assert [text for text in events if WORD.search(text)] == [], service
            assert named.fetchall() == [], service
            seen += len(events)
    # At the least, two orders that were accepted, and the end of one.
    assert seen > 3
    assert subscribers(mcf) == []


def subscribers(mcf) -> list:
    """Nothing of theirs is on its way to anybody."""
    with psycopg.connect(mcf.database, dbname=DATABASES["bets"]) as connection:
        return connection.execute("select type from bets.outbox").fetchall()
