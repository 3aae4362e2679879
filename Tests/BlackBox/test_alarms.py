"""Metrics, alert rules and the lists in k8s/README.md name the same things."""

from __future__ import annotations

import re

import pytest
import requests
import yaml

from local_mcf import ROOT

LISTS = (ROOT / "k8s/README.md").read_text()
RULES = yaml.safe_load((ROOT / "k8s/base/alerts.yaml").read_text())
ALERTS = [rule for group in RULES["groups"] for rule in group["rules"]]


def listed(header: str) -> set[str]:
    """The first column of the table with that header."""
    table = re.search(rf"^\| {header} \|.*\n\|[-|]+\n((?:\|.*\n)+)", LISTS, re.M)[1]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.M))


def in_sources() -> set[str]:
    """Every metric that is made somewhere, as a pattern; databases and cookies have shorter names."""
    literal = re.compile(r'"((?:mcf|http)(?:_(?:[a-z0-9]+|\\\(\w+\))){2,})"')
    files = (ROOT / "Sources").rglob("*.swift")
    found = {name for file in files for name in literal.findall(file.read_text())}
    return {re.sub(r"\\\(\w+\)", "[a-z]+", name) for name in found}


def unknown(names: set[str]) -> set[str]:
    """Those that no source makes."""
    return {name for name in names if not any(re.fullmatch(m, name) for m in in_sources())}


def in_expression(expression: str) -> set[str]:
    names = re.findall(r"\b(?:mcf|http)_[a-z0-9_]+", expression)
    return {re.sub(r"_(bucket|sum|count)$", "", name) for name in names}


def test_every_metric_is_listed_and_no_other():
    metrics = listed("metric")
    assert len(metrics) > 10
    assert unknown(metrics) == set()
    assert {made for made in in_sources() if not any(re.fullmatch(made, m) for m in metrics)} == set()


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
    for alert in ALERTS:
        asked = in_expression(alert["expr"])
        assert asked, alert["alert"]
        assert unknown(asked) == set(), alert["alert"]


@pytest.mark.parametrize("counted", ["mcf_relay_link_failing", 'mcf_sweeps_total{outcome="done"}'])
def test_an_alarm_rings_too_when_nobody_is_left_to_count(counted):
    """A process that does not run shows no series, and no other expression holds of none."""
    (alert,) = [alert for alert in ALERTS if f"absent({counted})" in alert["expr"]]
    assert alert["labels"]["severity"] == "page"


def test_a_running_mcf_shows_what_its_parts_count(mcf):
    url = re.search(r"Metrics: (http://\S+)/metrics", mcf.output)[1]
    shown = requests.get(f"{url}/metrics", timeout=5).text
    assert requests.get(f"{url}/livez", timeout=5).status_code == 200
    for service in ("clients", "workers", "orders"):
        assert f'mcf_postgres_connections{{client="mcf {service}",kind="leased"}}' in shown
    assert re.search(r'^mcf_build_info\{version="\d+\.\d+\.\d+"\} 1\.0$', shown, re.M)
    for line in (
        'mcf_sweeps_total{outcome="failed"} 0', 'mcf_matches_total{outcome="nobody_free"}',
        "mcf_requests_refused_total 0", "mcf_relay_link_failing{", 'http_requests_total{method="POST"',
    ):
        assert line in shown, line
    swept = int(re.search(r'mcf_sweeps_total\{outcome="done"\} (\d+)', shown)[1])
    assert swept > 0
    fetched = float(re.search(r"^mcf_key_set_fetched_timestamp_seconds (\S+)", shown, re.M)[1])
    assert fetched > 1_700_000_000
