"""Names, texts and addresses as nobody should have them, from the event to the server that is given the
mail (case 7): nothing but its own mail goes to its own address, and it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from .mail_bed import NOBODY, Mails

ODD = {
    "plain": "Murka",
    "line ends": "Mur\r\nBcc: <everybody@cats.example>\r\n\r\n--=_mixed\nka\r",
    "quotes": 'Mu"r\\ka" <boss@mcf.example>, Tom; (a cat), "',
    "right to left": "\u202eקיטי\u202c مرزوق Murka\u200f",
    "emoji": "🐈\u200d⬛ Murka 👩\u200d👩\u200d👧 " * 12,
    "long": "Мурка" * 400,
    "dots": ".\r\n.\r\nQUIT\r\n..\nFrom here\n.",
    "markup": "<script>alert(1)</script></td>{{footer}}{{{subject}}}&amp;&#0;=?utf-8?q?=41?=",
    "controls": "Mu\x01r\x1bk\x7fa\x85\u2028!",
}
NO_ADDRESSES = [
    "кот@пример.рф", "no address", "", "two@at@cats.example", "a@b.example\r\nRCPT TO:<c@d.example>",
    "<a@b.example>", "blank in@cats.example", "x" * 400 + "@cats.example", "a@b.example>",
]


@pytest.fixture
def mails(server, tmp_path) -> Iterator[Mails]:
    made = Mails(server, tmp_path)
    yield made
    made.remove()


class Page(HTMLParser):
    """The text of a page, and which elements it has."""

    def __init__(self, text: str):
        super().__init__()
        self.text, self.elements = "", set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)

    def handle_data(self, data):
        self.text += data


def solid(text: str) -> str:
    """Without blanks, and without controls, which become such."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", "", text)


def test_whatever_a_name_or_a_text_is_made_of_the_mail_is_one_and_says_it(mails):
    for number, odd in enumerate(ODD.values()):
        mails.accept(
            1, worker_id=NOBODY, client_name=odd, client_first_name=odd, worker_first_name=odd,
            service_type_name=odd, description=odd, place=odd, email=f"odd-{number}@cats.example")
    mails.send_the_rest()
    mails.check(len(ODD))
    assert sorted(mails.office.recipients) == [f"odd-{n}@cats.example" for n in range(len(ODD))]
    by_address = {mail["to"].addresses[0].addr_spec: mail for mail in mails.office.received}
    plain = by_address["odd-0@cats.example"]
    for number, (kind, odd) in enumerate(ODD.items()):
        mail = by_address[f"odd-{number}@cats.example"]
        assert mail.keys() == plain.keys(), kind
        assert [part.get_content_type() for part in mail.walk()] == [
            part.get_content_type() for part in plain.walk()], kind
        assert not any(part.defects for part in mail.walk()), kind
        assert not any(value.defects for value in mail.values()), kind
        (reader,) = mail["to"].addresses
        assert solid(reader.display_name) == solid(odd), kind
        assert solid(odd) in solid(str(mail["subject"])), kind
        text = mail.get_body(("plain",)).get_content()
        page = Page(mail.get_body(("html",)).get_content())
        # Greeting, who comes, where, what, and what is to be done.
        assert solid(text).count(solid(odd)) >= 5, kind
        assert solid(page.text).count(solid(odd)) >= 5 and "script" not in page.elements, kind


def test_what_is_no_address_fails_and_nobody_else_is_written_to(mails):
    for address in [*NO_ADDRESSES, "murka@cats.example"]:
        mails.accept(1, worker_id=NOBODY, email=address)
    mails.send_the_rest()
    ends = dict(mails.query(
        "select address, concat_ws(' ', state, cause) from message where state <> 'waiting'"))
    assert ends == {
        **{address: "failed address_unusable" for address in NO_ADDRESSES},
        "murka@cats.example": "sent"}
    assert mails.office.recipients == ["murka@cats.example"]
