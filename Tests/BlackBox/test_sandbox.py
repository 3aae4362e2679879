"""`mcf sandbox`: the cookies' contractor, Gold Hat, card and direct debit, as a terminal starts them and
services meet them."""

from __future__ import annotations

import base64
import contextlib
import hmac
import json
import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from conftest import run_mcf
from events.cluster import wait_until
from events.programs import Program

from local_mcf import MCF, free_port

SECRETS = ["whsec_" + base64.b64encode(bytes([n] * 24)).decode() for n in (1, 2, 3)]


class Sandbox(Program):
    """One `mcf sandbox`."""

    def __init__(self, folder: Path, *options: str, **settings: str):
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        command = [str(MCF), "sandbox", "--port", str(port), *options]
        super().__init__("sandbox", command, folder / "sandbox.log", settings)
        wait_until(self.answers, 30, self.tail)

    def answers(self) -> bool:
        assert self.runs, self.tail()
        with contextlib.suppress(requests.ConnectionError):
            return self.behaviour() != {}
        return False

    def setting(self, name: str, of: str = "COOKIE") -> str:
        """As it is printed."""
        return re.search(rf"^  MCF_{of}_{name}=(.*)$", self.log.read_text(), re.M)[1]

    def behaviour(self, **changes: float) -> dict:
        url = f"{self.url}/cookies/behaviour"
        answer = requests.patch(url, json=changes, timeout=10) if changes else requests.get(url, timeout=10)
        assert answer.ok, answer.text
        return answer.json()

    def order(self, key: str, callback: str) -> requests.Response:
        wish = {"first_name": "Murka", "reference": key, "callback_url": callback}
        return requests.post(
            f"{self.url}/cookies", json=wish, headers={"Idempotency-Key": key}, timeout=10)


@contextlib.contextmanager
def sandbox(folder: Path, *options: str, **settings: str) -> Iterator[Sandbox]:
    running = Sandbox(folder, *options, **settings)
    try:
        yield running
        running.stop()
    finally:
        if running.runs:
            running.kill()


@pytest.fixture
def calls() -> Iterator[tuple[str, list[tuple[dict[str, str], str]]]]:
    """Where packing would listen, and what was heard there: headers and body of each call."""
    heard: list[tuple[dict[str, str], str]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api/cookies/1/arrived", heard
    server.shutdown()
    server.server_close()


def is_signed(headers: dict[str, str], body: str, secret: str) -> bool:
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    code = hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, "sha256")
    return headers["webhook-signature"] == "v1," + base64.b64encode(code).decode()


def test_it_prints_what_packing_needs_and_calls_back_signed_with_that(tmp_path, calls):
    callback, heard = calls
    with sandbox(tmp_path, "--cookie-delay", "0") as bakery:
        assert bakery.setting("CONTRACTOR_URL") == f"{bakery.url}/cookies"
        secret = bakery.setting("WEBHOOK_SECRET")
        assert bakery.order("one", callback).status_code == 201
        wait_until(lambda: heard, 30, bakery.tail)
        ((headers, body),) = heard
        assert is_signed(headers, body, secret) and not is_signed(headers, body, SECRETS[0])
        assert json.loads(body)["data"] == {"reference": "one"}


@pytest.mark.parametrize("separator", [",", " ", ", "])
def test_of_several_secrets_it_takes_the_first_as_packing_reads_them(tmp_path, separator):
    several = separator.join(SECRETS[:2])
    with sandbox(tmp_path, MCF_COOKIE_WEBHOOK_SECRET=several) as bakery:
        assert bakery.setting("WEBHOOK_SECRET") == SECRETS[0]


def test_its_options_come_before_the_settings(tmp_path):
    with sandbox(
        tmp_path, "--cookie-delay", "3", "--cookie-failures", "0.5", "--cookie-duplicates", "0.25",
        "--webhook-secret", SECRETS[2], MCF_COOKIE_WEBHOOK_SECRET=SECRETS[0],
    ) as bakery:
        assert bakery.setting("WEBHOOK_SECRET") == SECRETS[2]
        assert bakery.behaviour() == {
            "delay_seconds": 3, "failure_rate": 0.5, "duplicate_rate": 0.25}


def test_how_well_it_works_changes_while_it_runs(tmp_path, calls):
    callback, heard = calls
    with sandbox(tmp_path, "--cookie-delay", "0") as bakery:
        assert bakery.behaviour(failure_rate=1)["failure_rate"] == 1
        refused = bakery.order("refused", callback)
        assert refused.status_code == 503 and refused.json()["type"].endswith("oven-full")

        assert bakery.behaviour(failure_rate=0, duplicate_rate=1) == {
            "delay_seconds": 0, "failure_rate": 0, "duplicate_rate": 1}
        assert bakery.order("twice", callback).status_code == 201
        assert bakery.order("twice", callback).status_code == 200

        def told() -> list[str]:
            return [h["webhook-id"] for h, body in list(heard) if '"twice"' in body]

        # The same message again, and another one that says the same.
        wait_until(lambda: len(told()) == 3, 30, bakery.tail)
        assert told()[1:] == [told()[0], told()[0] + "-again"]
        assert requests.patch(
            f"{bakery.url}/cookies/behaviour", json={"failure_rate": 2}, timeout=10).status_code == 400


def test_turnstile_takes_the_answer_that_its_script_gives(tmp_path):
    """A provider that tells cats from programs, for the portal of applicants."""
    with sandbox(tmp_path) as party:
        url = party.setting("URL", of="PORTAL_TURNSTILE")
        assert party.setting("CHALLENGE", of="PORTAL") == "turnstile"
        # The page loads it async: it may come when the page has been read already, or before.
        script = requests.get(f"{url}/api.js", timeout=10).text
        assert 'readyState === "loading"' in script and "cf-turnstile-response" in script

        def verdict(**fields: str) -> dict:
            answer = requests.post(f"{url}/siteverify", json=fields, timeout=10)
            assert answer.ok, answer.text
            return answer.json()

        secret = party.setting("SECRET", of="PORTAL_TURNSTILE")
        passed = verdict(secret=secret, response="apply.example|apply|0102")
        assert passed["success"] and passed["cdata"] == "0102"
        assert (passed["hostname"], passed["action"]) == ("apply.example", "apply")
        assert not verdict(secret="another", response="apply.example|apply|0102")["success"]
        assert not verdict(secret=secret, response="apply.example")["success"]


def test_gold_hat_takes_transfers_once_a_key_and_tells_of_them(tmp_path, calls):
    notices, heard = calls
    with sandbox(tmp_path, "--gold-hat-notices", notices) as running:
        url, key = running.setting("URL", "GOLD_HAT"), running.setting("KEY", "GOLD_HAT")
        assert url == f"{running.url}/gold-hat"

        def transfer(amount: str, bearer: str = key) -> requests.Response:
            wish = {"reference": "w1", "account": "GH-1234-5678-9042", "amount": amount, "text": "Salary"}
            headers = {"Idempotency-Key": "w1.1", "Authorization": f"Bearer {bearer}"}
            return requests.post(f"{url}/transfers", json=wish, headers=headers, timeout=10)

        assert transfer("60.00", bearer="another").status_code == 401
        answers = [transfer("60.00"), transfer("60.00"), transfer("60.01")]
        assert [answer.status_code for answer in answers] == [201, 200, 409]
        (paid,) = requests.get(f"{url}/payments", timeout=10).json()["items"]
        assert (paid["key"], paid["status"], paid["times"]) == ("w1.1", "paid", 2)
        wait_until(lambda: heard, 30, running.tail)
        ((headers, body),) = heard
        assert is_signed(headers, body, running.setting("WEBHOOK_SECRET", "GOLD_HAT"))
        assert json.loads(body)["data"] == {"reference": "w1"}

        wrong = requests.patch(
            f"{url}/behaviour", json={"decline_rate": 2, "notice": "never", "hold": True}, timeout=10)
        assert wrong.status_code == 400
        assert {error["pointer"] for error in wrong.json()["errors"]} == {"/decline_rate", "/notice"}
        assert not requests.get(f"{url}/behaviour", timeout=10).json()["hold"]


@pytest.mark.parametrize(
    ("name", "path", "orders"), [("CARD", "card", "confirmations"), ("DEBIT", "debit", "collections")])
def test_clients_authorise_on_a_page_and_are_collected_from_once_a_key(tmp_path, calls, name, path, orders):
    notices, heard = calls
    with sandbox(tmp_path, f"--{path}-notices", notices, "--public-url", "https://mcf.example") as running:
        url, key = running.setting("URL", name), running.setting("KEY", name)
        assert url == f"{running.url}/{path}"

        def ask(to: str, key_of_it: str, **wish: str) -> requests.Response:
            headers = {"Idempotency-Key": key_of_it, "Authorization": f"Bearer {key}"}
            return requests.post(f"{url}/{to}", json=wish, headers=headers, timeout=10)

        assert ask("sessions", "m0", return_url="https://evil.example/").status_code == 400
        session = ask("sessions", "m1", return_url="https://mcf.example/invoices").json()
        page = requests.get(session["authorise_url"], timeout=10)
        assert page.ok and page.text.count("<button") == 2
        style = re.search(r'href="(/assets/[^"]+)"', page.text)[1]
        assert requests.get(running.url + style, timeout=10).ok
        decided = requests.post(
            f"{url}/authorise", data={"session": session["id"], "decision": "authorise"},
            allow_redirects=False, timeout=10)
        assert (decided.status_code, decided.headers["Location"]) == (303, "https://mcf.example/invoices")
        authorised = requests.get(
            f"{url}/sessions", params={"id": session["id"]}, headers={"Authorization": f"Bearer {key}"},
            timeout=10).json()
        assert authorised["status"] == "authorised" and re.fullmatch(r"\w+ …\d\d", authorised["label"])

        order = {"reference": "c1", "token": authorised["token"], "amount": "95.00", "text": "Week"}
        answers = [ask(orders, "c1.1", **order), ask(orders, "c1.1", **order)]
        assert [answer.status_code for answer in answers] == [201, 200]
        (taken,) = requests.get(f"{url}/payments", timeout=10).json()["items"]
        assert (taken["key"], taken["reference"], taken["times"]) == ("c1.1", "c1", 2)
        wait_until(lambda: heard, 30, running.tail)
        (headers, body), *_ = heard
        assert is_signed(headers, body, running.setting("WEBHOOK_SECRET", name))

        # What somebody pays by hand stands in its list as what was asked for does.
        wish = {**order, "reference": "elsewhere", "amount": "12.00"}
        by_hand = requests.post(f"{url}/payments", json=wish, timeout=10)
        assert (by_hand.status_code, by_hand.json()["status"]) == (201, "paid")
        listed = requests.get(
            f"{url}/{orders}", params={"reference": "elsewhere"},
            headers={"Authorization": f"Bearer {key}"}, timeout=10).json()["items"]
        assert listed == [by_hand.json()]
        wait_until(lambda: '"elsewhere"' in heard[-1][1], 30, running.tail)


def test_a_taken_port_is_told_with_what_to_set():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run_mcf("sandbox", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 69
    assert "a port to listen on is taken" in done.stderr and "--port" in done.stderr


def test_a_secret_that_is_none_is_a_configuration_error():
    done = run_mcf("sandbox", "--port", str(free_port()), "--webhook-secret", "meow")
    assert (done.returncode, done.stdout) == (78, "")
    assert "whsec_" in done.stderr
