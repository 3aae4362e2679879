"""R-230: `mcf billing clients` against a database that is away, or takes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from billing_bed import CLIENTS, OF_CLIENTS, Books
from test_billing import accept_inserts, refuse_inserts


@pytest.fixture(scope="module")
def of_clients(billing) -> Books:
    return Books.filled(billing.cluster, OF_CLIENTS)


@pytest.fixture
def books(of_clients) -> Iterator[Books]:
    copy = of_clients.copy()
    yield copy
    copy.drop()


@pytest.mark.parametrize("trouble", ["away", "read-only", "full"])
def test_a_database_that_takes_nothing_loses_and_doubles_nothing(books, trouble):
    settings = {}
    if trouble == "full":
        refuse_inserts(books, "outbox", "53100")
    elif trouble == "read-only":
        books.cluster.query(
            f"alter database {books.name} set default_transaction_read_only = on")
    else:
        settings[OF_CLIENTS.url] = "host=/nowhere dbname=x user=y"
    done = books.bill(**settings)
    assert done.returncode == 69 and "Issued" not in done.stdout, done
    assert {"away": "/nowhere", "full": "53100"}.get(trouble, "25006") in done.stderr, done
    assert books.invoices() == [] == books.query("select from number_series")
    forecast = books.bill("--dry-run", **settings)
    assert (forecast.returncode, forecast.stderr) == (0, "") or trouble == "away", forecast
    if trouble == "full":
        accept_inserts(books)
    elif trouble == "read-only":
        books.cluster.query(f"alter database {books.name} reset default_transaction_read_only")
    done = books.bill()
    assert (done.returncode, done.stderr) == (0, ""), done
    assert len(books.invoices()) == CLIENTS
    books.check()
