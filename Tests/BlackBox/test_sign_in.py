"""Signing in through three providers, which are set by environment alone: the one of `mcf up`, and two
that are not ours."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from foreign_providers import CLIENT, Glewlwyd, Mock

from local_mcf import LocalMCF


class Local:
    """The provider that `mcf up` brings."""

    id = "local"

    def approve(self, browser: requests.Session, address: str) -> str:
        asked = urlsplit(address)
        answer = browser.post(
            f"{asked.scheme}://{asked.netloc}{asked.path}", allow_redirects=False, timeout=30,
            data={"request": asked.query, "role": "client", "subject": "hcb-1"})
        return answer.headers["Location"]


@dataclass
class Site:
    """A site, a provider of it, and browsers."""

    url: str
    provider: Local | Glewlwyd | Mock

    def begin(self, browser: requests.Session, page: str = "/invoices") -> str:
        """Where somebody is sent who opens a page."""
        address = self.url + page
        while address.startswith(self.url):
            answer = browser.get(address, allow_redirects=False, timeout=30)
            assert answer.status_code == 303, (address, answer.status_code)
            address = urljoin(address, answer.headers["Location"])
            if urlsplit(address).path == "/sign-in":
                address = address.replace("/sign-in", f"/sign-in/{self.provider.id}", 1)
        return address

    def sign_in(self) -> requests.Session:
        browser = requests.Session()
        back = self.provider.approve(browser, self.begin(browser))
        answer = browser.get(back, timeout=30)
        assert (answer.status_code, answer.url) == (200, self.url + "/invoices"), answer.text
        return browser

    def own_cookies(self, browser: requests.Session) -> set[str]:
        return {cookie.name for cookie in browser.cookies if cookie.name.startswith("mcf_")}


@pytest.fixture(scope="module")
def foreign():
    with Glewlwyd() as glewlwyd, Mock() as mock:
        mcf = LocalMCF(environment={
            "MCF_OIDC_PROVIDERS": "glewlwyd,mock", **glewlwyd.settings(), **mock.settings()})
        site = f"http://127.0.0.1:{mcf.environment['MCF_PORT']}"
        for provider in (glewlwyd, mock):
            provider.allow([
                f"{site}/sign-in/{provider.id}/callback", f"{site}/sign-in/signed-out"])
        with mcf:
            assert mcf.url == site
            yield {provider.id: Site(site, provider) for provider in (glewlwyd, mock)}


@pytest.fixture(params=["local", "glewlwyd", "mock"])
def site(request, mcf) -> Site:
    if request.param == "local":
        return Site(mcf.url, Local())
    return request.getfixturevalue("foreign")[request.param]


def claims(browser: requests.Session) -> dict:
    payload = browser.cookies["mcf_session"].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=="))


def test_a_client_signs_in_and_comes_to_the_page(site):
    browser = site.sign_in()
    assert site.own_cookies(browser) == {"mcf_session", "mcf_login", "mcf_browser"}
    told = claims(browser)
    assert (told["sub"], told["roles"]) == ("hcb-1", ["client"])
    assert told["iss"] == site.url + "/sign-in" and told["aud"] == "mcf-pages"
    assert told["email"].endswith("@happycatbox.example")
    again = browser.get(site.url + "/sign-in?return=/invoices", timeout=30)
    assert again.url == site.url + "/invoices", "who is signed in is not asked again"


def test_a_token_is_renewed_and_is_worth_nothing_to_the_api(site):
    browser = site.sign_in()
    before = claims(browser)
    renewed = browser.get(site.url + "/sign-in/renew", timeout=30)
    assert renewed.status_code == 204 and "mcf_session" in renewed.cookies
    assert claims(browser)["sid"] == before["sid"] and claims(browser)["fk"] == before["fk"]
    answer = requests.get(
        site.url + "/api/clients/me", timeout=30,
        headers={"Authorization": f"Bearer {browser.cookies['mcf_session']}"})
    assert answer.status_code == 401


def test_a_page_for_others_says_for_whom_it_is(site):
    page = site.sign_in().get(site.url + "/managers", timeout=30, headers={"Accept": "text/html"})
    assert page.status_code == 403 and "prompt=select_account" in page.text


def test_a_callback_is_good_once_and_in_its_own_browser(site):
    browser = requests.Session()
    back = site.provider.approve(browser, site.begin(browser))
    stranger = requests.Session()
    refused = stranger.get(back, timeout=30, headers={"Accept": "text/html"})
    assert refused.status_code == 400 and "began in another browser" in refused.text
    assert "mcf_login" not in stranger.cookies
    assert browser.get(back, timeout=30).url == site.url + "/invoices"
    first = claims(browser)["sid"]
    assert browser.get(back, timeout=30).url == site.url + "/invoices"
    assert claims(browser)["sid"] == first, "nobody is signed in twice"


def test_who_signs_out_is_out_here_and_is_led_to_the_providers_end(site):
    browser = site.sign_in()
    login = browser.cookies["mcf_login"]
    page = browser.post(
        site.url + "/sign-in/out", timeout=30, headers={"Accept": "text/html"})
    assert urlsplit(page.url).path == "/sign-in/signed-out" and page.status_code == 200
    assert "id_token_hint=" in page.text and 'http-equiv="refresh"' in page.text
    assert site.own_cookies(browser) == {"mcf_browser"}
    thief = requests.Session()
    thief.cookies.set("mcf_login", login, domain="127.0.0.1", path="/")
    assert not site.begin(thief).startswith(site.url), "the cookie of before opens nothing"


def test_proof_of_the_code_is_asked_where_a_provider_insists(foreign):
    site = foreign["glewlwyd"]
    browser = requests.Session()
    address = site.begin(browser)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = site.provider.approve(browser, address)
    stolen = {
        "grant_type": "authorization_code", "code": parse_qs(urlsplit(back).query)["code"][0],
        "redirect_uri": site.url + "/sign-in/glewlwyd/callback", "code_verifier": "v" * 43,
    }
    answer = requests.post(
        f"{site.provider.url}/api/oidc/token", data=stolen, timeout=30,
        auth=(CLIENT, site.provider.secret))
    assert answer.status_code == 403, "a code without its verifier is worth nothing"
    assert browser.get(back, timeout=30).url == site.url + "/invoices"


def test_several_providers_are_offered_by_name(foreign):
    site = foreign["mock"]
    page = requests.get(
        site.url + "/sign-in?return=/invoices", timeout=30, headers={"Accept": "text/html"})
    for name in ("glewlwyd", "mock"):
        assert f'href="/sign-in/{name}?return=%2Finvoices">{name}</a>' in page.text
