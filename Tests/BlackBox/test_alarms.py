"""Metrics, alert rules and the list of alarms in k8s/README.md name the same things."""

from __future__ import annotations

import re

import pytest
import requests
import yaml
from conftest import run_mcf
from events.cluster import wait_until

from local_mcf import ROOT
from rest import Caller

LISTS = (ROOT / "k8s/README.md").read_text()
RULES = yaml.safe_load((ROOT / "k8s/base/alerts.yaml").read_text())
ALERTS = [rule for group in RULES["groups"] for rule in group["rules"]]


def listed(header: str) -> set[str]:
    """The first column of the table with that header."""
    table = re.search(rf"^\| {header} \|.*\n\|[-|]+\n((?:\|.*\n)+)", LISTS, re.M)[1]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.M))


def metrics() -> dict[str, str]:
    """By name, what `mcf reference metrics` says of each: its kind and labels."""
    printed = run_mcf("reference", "metrics").stdout
    return dict(re.findall(r"^  (\w+)  (.+)$", printed, re.M))


def meanings() -> dict[str, str]:
    """By name, what `mcf reference metrics` says that each means."""
    printed = run_mcf("reference", "metrics").stdout
    told = re.findall(r"^  (\w+)  .+\n((?: {6}.+\n)+)", printed, re.M)
    return {name: " ".join(lines.split()) for name, lines in told}


def labels_in(expression: str) -> list[tuple[str, str, str]]:
    """Metric, label and each value that an expression asks for or leaves out."""
    asked = [(metric, label, value) for metric, labels in re.findall(r"(\w+)\{([^}]+)\}", expression)
             for label, values in re.findall(r'(\w+)[=!]~?"([^"]*)"', labels)
             for value in values.split("|")]
    # Routes and statuses are none that are listed.
    return [(metric, label, value) for metric, label, value in asked if label not in ("route", "status")]


def in_expression(expression: str) -> set[str]:
    names = re.findall(r"\b(?:mcf|http)_[a-z0-9_]+", expression)
    return {re.sub(r"_(bucket|sum|count)$", "", name) for name in names}


def test_each_alarm_has_a_rule_and_a_line_on_what_to_do():
    names = [alert["alert"] for alert in ALERTS]
    assert names and len(set(names)) == len(names)
    assert listed("alarm") == set(names)


def test_each_rule_is_one_that_prometheus_takes():
    for group in RULES["groups"]:
        assert set(group) == {"name", "rules"}
    for alert in ALERTS:
        assert set(alert) == {"alert", "expr", "for", "labels", "annotations"}, alert["alert"]
        assert re.fullmatch(r"\d+[smh]", alert["for"])
        assert alert["labels"]["severity"] in ("page", "ticket")
        assert alert["annotations"]["summary"]
        assert alert["expr"].count("(") == alert["expr"].count(")")


def test_each_rule_asks_for_metrics_that_there_are():
    known = metrics()
    for alert in ALERTS:
        asked = in_expression(alert["expr"])
        assert asked, alert["alert"]
        assert asked - set(known) == set(), alert["alert"]


def test_each_rule_asks_for_values_that_there_are():
    """A label's value that nothing has makes an alarm that never rings."""
    kinds, meant = metrics(), meanings()
    asked = [label for alert in ALERTS for label in labels_in(alert["expr"])]
    assert {value for _, label, value in asked if label == "class"} == {"answers", "holders"}
    for metric, label, value in asked:
        assert re.search(rf"\b{label}\b", kinds[metric].partition(" by ")[2]), (metric, label)
        assert re.search(rf"\b{value}\b", meant[metric]), (metric, label, value)


@pytest.mark.parametrize("counted, rings", [
    ({"signed_in": 80, "unproven": 20}, False), ({"signed_in": 79, "unproven": 21}, True),
    ({"signed_in": 40, "refused": 5, "not_registered": 5, "provider_away": 5, "failed": 5}, True),
    # Who says no there, or comes late, is no part of it; a few say nothing of many.
    ({"signed_in": 80, "denied": 500, "over": 500}, False), ({"denied": 50}, False),
    ({"unproven": 10}, False), ({"failed": 11}, True), ({"signed_in": 500}, False),
])
def test_sign_ins_fail_when_more_than_a_fifth_of_many_are_not_signed_in(counted, rings):
    (alert,) = [alert for alert in ALERTS if alert["alert"] == "SignInsFail"]
    pattern = r'sum\(increase\(mcf_sign_ins_total\{outcome!~"([^"]+)"\}\[15m\]\)\)'

    def total(left_out: re.Match) -> str:
        return str(sum(
            number for outcome, number in counted.items() if not re.fullmatch(left_out[1], outcome)))

    # What is left reads as arithmetic does here.
    left = re.sub(pattern, total, " ".join(alert["expr"].split()))
    assert re.fullmatch(r"[\d. *>and]+", left), left
    assert eval(left) is rings, left


@pytest.mark.parametrize("counted, severity", [
    ("mcf_relay_link_failing", "page"), ('mcf_sweeps_total{outcome="done"}', "page"),
    ("mcf_attempts_late_seconds", "page"), ("mcf_intake_waiting_seconds", "page"),
    ("mcf_acts_waiting_seconds", "page"), ("mcf_review_oldest_due_seconds", "ticket"),
])
def test_an_alarm_rings_too_when_nobody_is_left_to_count(counted, severity):
    """A process that does not run shows no series, and no other expression holds of none."""
    (alert,) = [alert for alert in ALERTS if f"absent({counted})" in alert["expr"]]
    assert alert["labels"]["severity"] == severity


def test_a_running_mcf_shows_what_its_parts_count(mcf):
    Caller(mcf.url, mcf.token("client", "hcb-1")).call("POST", "/api/orders", expect=400, json={})
    url = re.search(r"Metrics: (http://\S+)/metrics", mcf.output)[1]
    shown = requests.get(f"{url}/metrics", timeout=5).text
    assert requests.get(f"{url}/livez", timeout=5).status_code == 200
    for service in ("clients", "workers", "orders"):
        assert f'mcf_postgres_connections{{client="mcf {service}",kind="leased"}}' in shown
    assert re.search(r'^mcf_build_info\{version="\d+\.\d+\.\d+"\} 1\.0$', shown, re.M)
    for line in (
        'mcf_sweeps_total{outcome="failed"} 0', 'mcf_matches_total{outcome="nobody_free"}',
        "mcf_requests_refused_total 0", "mcf_relay_link_failing{", 'http_requests_total{method="POST"',
        'mcf_portal_requests_total{class="answers",outcome="shed"} 0',
        'mcf_portal_requests_total{class="holders",outcome="failed"} 0',
        'mcf_portal_challenges_total{outcome="unavailable"} 0',
        'mcf_reviews_open{origin="draw"}', "mcf_review_oldest_due_seconds ",
    ):
        assert line in shown, line

    def swept() -> bool:
        text = requests.get(f"{url}/metrics", timeout=5).text
        return int(re.search(r'mcf_sweeps_total\{outcome="done"\} (\d+)', text)[1]) > 0

    # The first one is a moment after the start.
    wait_until(swept, 30, mcf.output)

    def fetched() -> bool:
        text = requests.get(f"{url}/metrics", timeout=5).text
        kept = r'^mcf_key_set_fetched_timestamp_seconds\{tokens="(?:access|session)"\} (\S+)'
        times = [float(each) for each in re.findall(kept, text, re.M)]
        return len(times) == 2 and min(times) > 1_700_000_000

    wait_until(fetched, 30, mcf.output)


def test_what_is_shown_is_described_as_the_reference_has_it(mcf):
    """Each family with its meaning and kind, and no label that is not told of."""
    url = re.search(r"Metrics: (http://\S+)/metrics", mcf.output)[1]
    shown = requests.get(f"{url}/metrics", timeout=5).text
    families = re.findall(r"^# HELP (\w+) \S.*\n# TYPE (\w+) (\w+)$", shown, re.M)
    assert len(families) > 20
    assert [name for _, name, _ in families] == re.findall(r"^# TYPE (\w+)", shown, re.M)
    known = metrics()
    for described, name, kind in families:
        told = re.fullmatch(r"(\w+)(?: by ([\w, ]+))?", known[name])
        assert (described, kind) == (name, told[1])
        series = re.findall(rf"^{name}(?:_bucket|_sum|_count)?\{{(.+)\}} ", shown, re.M)
        labels = set(re.findall(r'(\w+)="', "\n".join(series)))
        assert labels - {"le"} <= set((told[2] or "").split(", ")), name
