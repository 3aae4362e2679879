"""Reads mails as Python's `email` does, and says where one is not what was written.

Standard input: a JSON array of {"mail": base64, "subject", "from", "to", "text", "html",
"appointment"}. Standard output: one line for each disagreement.
"""

from __future__ import annotations

import base64
import email
import email.header
import email.policy
import email.utils
import json
import sys


def main() -> None:
    for number, written in enumerate(json.load(sys.stdin)):
        mail = email.message_from_bytes(base64.b64decode(written["mail"]), policy=email.policy.default)
        found = read(mail)
        for defect in [defect for part in mail.walk() for defect in part.defects]:
            print(f"{number}: {defect!r}")
        for name, value in found.items():
            if value != written.get(name):
                print(f"{number}: {name} is {value!r}, not {written.get(name)!r}")


def read(mail) -> dict:
    defects = [defect for value in mail.values() for defect in getattr(value, "defects", ())]
    files = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return {
        "subject": str(mail["subject"]),
        "from": name(mail, "from"),
        "to": name(mail, "to"),
        "text": mail.get_body(("plain",)).get_content(),
        "html": mail.get_body(("html",)).get_content(),
        "appointment": files[0] if files else None,
        "id": mail["message-id"],
        "date": mail["date"].datetime.isoformat(),
        "defects": [str(defect) for defect in defects],
    }


def name(mail, field: str) -> str:
    """Not by the policy, which reads blanks between encoded words (CPython's issue 79728)."""
    raw = next(value for key, value in mail.raw_items() if key.lower() == field)
    phrase, _ = email.utils.parseaddr("".join(raw.splitlines()))
    parts = email.header.decode_header(phrase)
    return "".join(part if isinstance(part, str) else part.decode(charset or "ascii")
                   for part, charset in parts)


if __name__ == "__main__":
    main()
