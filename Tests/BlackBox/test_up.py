"""`mcf up` as a user lives with it: starts, ctrl-C, accidents."""

from __future__ import annotations

import os
import pwd
import re
import signal
import socket
import stat
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import requests
from conftest import reachable, run_mcf

from local_mcf import MCF, LocalMCF, StartError
from rest import Caller


def postmaster(state: Path) -> int | None:
    """The process id of the Postgres that runs in a state folder."""
    file = state / "postgres/data/postmaster.pid"
    if not file.exists():
        return None
    pid = int(file.read_text().split()[0])
    return pid if Path(f"/proc/{pid}").exists() else None


def assert_nothing_runs(state: Path):
    assert postmaster(state) is None
    assert [p for p in psutil.process_iter(["name"]) if is_of(state, p)] == []


def is_of(state: Path, process: psutil.Process) -> bool:
    """Whether it was started for a state folder, or works in it, as all of Postgres does."""
    try:
        return str(state) in " ".join([*process.cmdline(), process.cwd()])
    except psutil.Error:
        return False


def test_demo_data_is_there_after_the_first_start(mcf, manager):
    assert len(list(manager.each("/api/clients"))) >= 50
    assert len(list(manager.each("/api/workers", limit=60))) >= 200
    assert len(manager.get("/api/service-types")["items"]) >= 5
    me = Caller(mcf.url, mcf.token("client", "hcb-7")).get("/api/clients/me")
    assert me["external_id"] == "hcb-7"


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Iterator[LocalMCF]:
    """After its first start, with the demo data as they are loaded: tests only look at them."""
    with LocalMCF(reachable(tmp_path_factory.mktemp("first")) / "state") as running:
        yield running


def test_most_demo_cats_can_pay_and_be_paid(first):
    """R-220, R-231: 40 of 50 clients have a card, 5 a debit; 190 of 200 workers an account."""
    manager = Caller(first.url, first.token("manager", "boss"))
    demo = {each["external_id"]: each["id"] for each in manager.each("/api/clients", limit=200)}
    labels = [
        manager.get("/api/client-billing/summary", client=demo[f"hcb-{n}"])["method"]
        for n in range(1, 51)]
    kinds = [label and label.split(" ")[0] for label in labels]
    assert kinds == ["Card"] * 40 + ["Account"] * 5 + [None] * 5
    summaries = [
        manager.get("/api/worker-billing/summary", worker=each["id"])
        for each in manager.each("/api/workers", limit=200)]
    assert sum(each["account"] is not None for each in summaries) == 190


def hiring(mcf: LocalMCF) -> tuple[dict[str, str], str]:
    """Where the cats that apply in the demo data stand, by name, and the address that it prints."""
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    found = manager.each("/api/applications", q="applicant-", limit=200)
    cats = {each["name"]: (each["attempt"] or each)["status"] for each in found}
    return cats, re.search(r"^What one of them sees: (\S+)$", mcf.output, re.M)[1]


def test_hiring_can_be_tried_at_once(first):
    """R-080, R-111: cats where an application can stand, some of them proposed, one who may begin."""
    manager = Caller(first.url, first.token("manager", "boss"))
    cats, link = hiring(first)
    assert cats == {
        "Маркиз Мурлыкин": "new", "Sable Brushwood": "new", "Pepper Readyforit": "invited",
        "Biscuit Kneadwell": "invited", "Dash Quickpaw": "running", "Василиса Лапкина": "marking",
        "Gizmo Tinker": "finished", "Athena Goldwhisker": "finished",
        "Clementine Homebody": "finished", "Bramble Scratchley": "rejected",
        "Nimbus Driftaway": "withdrawn",
    }
    applications = {each["name"]: each for each in manager.each("/api/applications", limit=200)}
    assert applications["Clementine Homebody"]["status"] == "accepted"
    assert applications["Gizmo Tinker"]["status"] == "tested"
    assert applications["Sable Brushwood"]["held_by"] == "demo"
    assert "one paw" in applications["Biscuit Kneadwell"]["asks_time"]
    proposed = [each["name"] for each in manager.each("/api/applications", proposed="true")]
    assert "Athena Goldwhisker" in proposed and len(proposed) > 1
    with psycopg.connect(first.database, dbname="mcf_applicants") as database:
        unconfirmed = database.execute(
            "select name from applicants.application where status = 'unconfirmed'").fetchall()
    assert unconfirmed == [("Pushok Featherly",)]
    start = requests.get(link + "/test", timeout=10)
    assert f'action="{link.removeprefix(first.portal)}/test"' in start.text
    photo = manager.call("GET", f"/api/applications/{applications['Gizmo Tinker']['id']}/photo")
    assert photo.headers["Content-Type"] == "image/png"
    assert first.stop() == 0

    first.start()
    assert hiring(first) == (cats, link)
    assert requests.get(link + "/test", timeout=10).status_code == 200


def test_orders_cases_and_bets_can_be_looked_at_at_once(first):
    """R-190, R-200, R-210, R-281: orders in all states, and what managers make of them."""
    boss = Caller(first.url, first.token("manager", "boss"))
    orders = {each["description"]: each for each in boss.each("/api/orders", limit=200)}
    assert Counter(each["status"] for each in orders.values()) == {
        "accepted": 3, "completed": 2, "failed": 2, "cancelled": 1}
    known = boss.get("/api/managers")["items"][0]["id"]
    manager = Caller(first.url, first.token("manager", known))
    reviews = list(manager.each("/api/reviews", limit=200))
    assert Counter((each["origin"], each["state"]) for each in reviews) == {
        ("automatic", "closed"): 1, ("automatic", "taken"): 1, ("automatic", "open"): 1,
        ("draw", "open"): 1}
    assert len(manager.get("/api/hypotheses")["items"]) == 2
    vase = orders["The vase that nobody has touched"]["id"]
    pool = manager.get(f"/api/markets/{vase}")
    assert sorted(share["payout"] for share in pool["shares"]) == ["0.00", "14.67", "7.34"]
    assert len(manager.get("/api/markets")["items"]) == 2


def test_it_can_begin_without_orders(lived_in):
    """For who counts what there is: the cats are there, and nothing has been ordered yet."""
    with LocalMCF(lived_in) as mcf:
        manager = Caller(mcf.url, mcf.token("manager", "boss"))
        assert len(list(manager.each("/api/clients", limit=200))) == 50
        assert manager.get("/api/orders")["items"] == []


def test_demo_data_that_was_broken_off_is_loaded_by_the_next_start(state):
    mcf = LocalMCF(state)
    process = subprocess.Popen(
        mcf.command, process_group=0, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=mcf.environment)
    mcf.process = process

    def applied() -> int:
        if not (state / "postgres/run").exists():
            return 0
        try:
            with psycopg.connect(
                    f"host='{state}/postgres/run' dbname=mcf_applicants user=postgres") as database:
                return database.execute(
                    "select count(*) from applicants.application where email like 'applicant-%'"
                ).fetchone()[0]
        except psycopg.Error:
            return 0
    end = time.monotonic() + 60
    while applied() < 3 and time.monotonic() < end:
        time.sleep(0.02)
    mcf.kill()
    assert not (state / "demo-data").exists(), "it was too quick to be broken off"
    mcf.start()
    assert sorted(hiring(mcf)[0].values()) == sorted([
        "new", "new", "invited", "invited", "running", "marking", "finished", "finished", "finished",
        "rejected", "withdrawn"])
    assert mcf.stop() == 0


def test_what_it_prints_can_be_typed(mcf):
    lines = re.findall(r"^  (curl .*|mcf token .*)$", mcf.output, re.M)
    assert lines
    environment = {**os.environ, "PATH": f"{MCF.parent}:{os.environ['PATH']}"}
    for line in lines:
        done = subprocess.run(
            ["bash", "-c", line.replace("curl ", "curl -sf ")], env=environment,
            capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, (line, done.stderr)
        assert done.stdout


def test_only_loopback_listens_and_only_for_http(mcf):
    connections = psutil.Process(mcf.process.pid).net_connections("inet")
    listening = {c.laddr for c in connections if c.status == psutil.CONN_LISTEN}
    assert listening and {address.ip for address in listening} == {"127.0.0.1"}
    postgres = psutil.Process(postmaster(mcf.state))
    assert postgres.net_connections("inet") == []


def test_metrics_are_on_a_port_of_their_own(mcf):
    assert requests.get(mcf.url + "/metrics", timeout=5).status_code == 404
    metrics = re.search(r"http://127\.0\.0\.1:\d+/metrics", mcf.output)[0]
    requests.get(mcf.url + "/livez", timeout=5)
    assert "http" in requests.get(metrics, timeout=5).text


def test_the_socket_folder_is_private(mcf):
    folder = Path(re.search(r"host='?([^' ]+)", mcf.database)[1])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((mcf.state / "issuer.pem").stat().st_mode) == 0o600


def test_ctrl_c_stops_everything_and_the_next_start_finds_what_was_there(state):
    mcf = LocalMCF(state)
    mcf.start()
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    before = {worker["id"] for worker in manager.each("/api/workers", limit=200)}
    methods = "/api/client-billing/payment-methods"
    agreed = Caller(mcf.url, mcf.token("client", "hcb-1")).get(methods)["items"]
    assert [each["state"] for each in agreed] == ["active"]
    assert mcf.stop() == 0
    assert_nothing_runs(state)

    mcf.start()
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    assert {worker["id"] for worker in manager.each("/api/workers", limit=200)} == before
    assert Caller(mcf.url, mcf.token("client", "hcb-1")).get(methods)["items"] == agreed
    # Whatever has become of the file that names it, no Postgres is left.
    (state / "postgres/data/postmaster.pid").unlink()
    mcf.interrupt(signal.SIGTERM)
    assert mcf.process.wait(30) == 0
    assert_nothing_runs(state)


def test_ctrl_c_during_the_start_leaves_nothing_behind(state):
    mcf = LocalMCF(state)
    process = subprocess.Popen(
        [*mcf.command], process_group=0, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    mcf.process = process
    end = time.monotonic() + 60
    while not (state / "postgres").exists() and time.monotonic() < end:
        time.sleep(0.005)
    mcf.interrupt()
    assert process.wait(60) == 0, process.stdout.read()
    assert_nothing_runs(state)
    with LocalMCF(state):
        pass


def test_a_taken_port_leads_to_another_one_and_it_says_which(lived_in):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with LocalMCF(lived_in, "--port", str(port)) as mcf:
            assert mcf.url != f"http://127.0.0.1:{port}"
            assert f"Port {port} is taken" in mcf.output
            assert requests.get(mcf.url + "/readyz", timeout=5).status_code == 200


def test_the_port_that_was_asked_for_is_used(lived_in):
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    with LocalMCF(lived_in, "--port", str(port)) as mcf:
        assert mcf.url == f"http://127.0.0.1:{port}"


def test_a_killed_one_is_taken_over(lived_in):
    mcf = LocalMCF(lived_in)
    mcf.start()
    mcf.kill()
    orphan = postmaster(lived_in)
    assert orphan is not None
    with LocalMCF(lived_in) as second:
        assert postmaster(lived_in) == orphan
        assert requests.get(second.url + "/readyz", timeout=5).status_code == 200
    assert_nothing_runs(lived_in)


def test_postgres_has_room_for_every_connection_that_the_services_may_open(mcf):
    with psycopg.connect(mcf.database) as connection:
        roles = connection.execute(
            "select sum(rolconnlimit) from pg_roles where rolcanlogin and rolconnlimit > 0"
        ).fetchone()[0]
        most, reserved = (
            int(connection.execute(f"show {name}").fetchone()[0])
            for name in ("max_connections", "superuser_reserved_connections")
        )
    assert roles > 0
    assert most - reserved >= roles


def test_two_do_not_share_a_state_folder(mcf):
    with pytest.raises(StartError, match="exit code 75"):
        LocalMCF(mcf.state).start()
    assert requests.get(mcf.url + "/readyz", timeout=5).status_code == 200


def test_a_long_state_path(state):
    long = state.joinpath(*["a-folder-with-a-rather-long-name"] * 4)
    with LocalMCF(long) as mcf:
        assert requests.get(mcf.url + "/readyz", timeout=5).status_code == 200
    assert_nothing_runs(long)


def test_the_callers_variables_of_libpq_lead_it_nowhere(state):
    misleading = {
        "PGHOST": "nowhere.invalid", "PGHOSTADDR": "127.0.0.9", "PGPORT": "1", "PGUSER": "nobody",
        "PGDATABASE": "nowhere", "PGPASSWORD": "secret", "PGSERVICE": "production",
        "PGOPTIONS": "-c search_path=nowhere -c default_transaction_read_only=on",
        "PGTARGETSESSIONATTRS": "standby", "PGCHANNELBINDING": "require", "PGREQUIREPEER": "nobody",
        "PGGSSENCMODE": "require", "PGSSLMODE": "verify-full", "PGCLIENTENCODING": "LATIN1",
        "PGTZ": "Nowhere/Town", "PGDATESTYLE": "SQL", "PGDATA": "/nowhere", "PGAPPNAME": "psql",
    }
    with LocalMCF(state, environment=misleading) as mcf:
        assert requests.get(mcf.url + "/readyz", timeout=5).status_code == 200


@pytest.mark.skipif(os.getuid() != 0, reason="only root has a way to go wrong here")
def test_root_is_told_when_postgres_cannot_enter_the_state_folder(tmp_path):
    tmp_path.chmod(0o700)
    done = run_mcf("up", "--state", str(tmp_path / "state"))
    assert done.returncode == 73
    assert str(tmp_path) in done.stderr and "/var/lib/mcf" in done.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user runs all the other tests")
def test_an_ordinary_user_needs_no_root(tmp_path_factory):
    nobody = pwd.getpwnam("nobody")
    folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/mcf-nobody-XXXXXX"], text=True).strip())
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    prefix = ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")
    environment = {"HOME": str(folder), "XDG_STATE_HOME": "", "XDG_RUNTIME_DIR": ""}
    with LocalMCF(folder / "state", prefix=prefix, environment=environment) as mcf:
        assert requests.get(mcf.url + "/readyz", timeout=5).status_code == 200
        assert mcf.stop() == 0
    assert_nothing_runs(folder / "state")
    subprocess.run(["rm", "-rf", str(folder)], check=True)
