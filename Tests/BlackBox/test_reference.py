"""What `mcf reference` lists is what the code reads, shows and rings for."""

import re

import pytest
import yaml
from conftest import run_mcf
from texts import TEXTS

from local_mcf import ROOT
from services import SERVICES, setting



def printed(*arguments: str) -> str:
    done = run_mcf("reference", *arguments)
    assert done.returncode == 0 and not done.stderr
    return done.stdout


def settings(text: str) -> list[str]:
    return re.findall(r"^  (MCF_[A-Z_]+)", text, re.M)


def test_the_settings_of_packing_are_told_with_default_meaning_and_range():
    text = printed("settings", "packing")
    for entry in [
        "  MCF_PACKING_URL (required)\n"
        "      connection string of the role packing_app, in libpq's syntax\n",
        "  MCF_PACKAGES_PER_PAGE [200]\n"
        "      how many packages the clerks' page shows at once; a whole number from 1\n"
        "      to 1000\n",
        "  MCF_COOKIE_TIMEOUT_SECONDS [10]\n"
        "      how long the contractor may take to answer before it is asked again\n"
        "      later; from 0.1 to 60 seconds\n",
        "  MCF_EVENT_BYTES_MAX [1048576]\n"
        "      how much JSON the data of an event may take; what would publish a larger\n"
        "      one fails; a whole number of bytes from 16384 to 67108864\n",
        "  MCF_NOTIFY [on]\n",
        "  MCF_PUBLIC_URL\n",
    ]:
        assert entry in text, text
    others = [name for service in SERVICES if service != "packing"
              for name in settings(text) if name.startswith(setting(service, ""))]
    assert others == [] and "MCF_DISCOUNT_STEP" not in text


def test_every_setting_that_the_code_reads_is_listed_once():
    named = set()
    for source in (ROOT / "Sources").rglob("*.swift"):
        named |= set(re.findall(r'Setting\(\s*"(MCF_[A-Z_]+)"', source.read_text()))
    listed = settings(printed("settings"))
    assert len(named) > 10 and named - set(listed) == set()
    assert len(set(listed)) == len(listed)
    for service in SERVICES:
        assert setting(service, "URL") in listed
        assert set(settings(printed("settings", service))) < set(listed)
    help_of_relay = run_mcf("relay", "--help").stdout
    assert set(settings(help_of_relay)) < set(listed)


@pytest.mark.parametrize("what", ["settings", "metrics", "alarms"])
def test_each_entry_has_a_meaning_and_no_line_is_too_wide(what):
    lines = printed(what).splitlines()
    assert max(map(len, lines)) <= 80
    entries = re.findall(r"^  \S.*\n((?:      \S.*(?:\n|$))+)", "\n".join(lines), re.M)
    assert len(entries) == sum(re.match(r"  \S", line) is not None for line in lines) > 10


def test_the_alarms_are_those_of_the_rules():
    rules = yaml.safe_load((ROOT / "k8s/base/alerts.yaml").read_text())
    alerts = [rule for group in rules["groups"] for rule in group["rules"]]
    text = printed("alarms")
    assert re.findall(r"^  (\w+)  (\w+)$", text, re.M) == [
        (alert["alert"], alert["labels"]["severity"]) for alert in alerts]
    assert "      no events travel from <source> to <destination>\n" in text


def test_the_texts_name_no_other_setting():
    helps = [run_mcf(command, "--help").stdout for command in ("up", "migrate", "sandbox")]
    known = set(re.findall(r"MCF_[A-Z_]+", "\n".join([*helps, printed("settings")])))
    for text in TEXTS:
        named = set(re.findall(r"\bMCF_[A-Z_]+", text.path.read_text()))
        assert named - known == set(), text
