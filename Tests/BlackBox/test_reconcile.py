"""`mcf billing reconcile`, as somebody runs it by hand beside whatever else runs."""

import pytest
from conftest import run_mcf

from local_mcf import free_port


def test_beside_mcf_up_it_asks_the_providers_that_mcf_up_has_inside(mcf):
    kept = mcf.state / "beside.env"
    assert kept.stat().st_mode & 0o77 == 0
    done = run_mcf("billing", "reconcile", "--state", str(mcf.state))
    assert done.returncode in (0, 1), done
    for provider in ("clients: card", "clients: direct_debit", "workers: gold_hat"):
        assert f"{provider}: " in done.stdout and "payments read" in done.stdout, done
    # What others have left to be settled decides about the exit code.
    assert ("differences that nobody has settled" in done.stdout) == (done.returncode == 1), done


@pytest.mark.parametrize(("exit", "arguments", "settings", "says"), [
    (78, ["clients"], {}, "no provider of clients is configured"),
    (78, [], {}, "no provider of any side is configured"),
    (78, ["clients"], {"MCF_CARD_URL": "http://127.0.0.1:9"}, "MCF_CARD_KEY"),
    (69, ["clients"],
     {"MCF_CARD_URL": f"http://127.0.0.1:{free_port()}", "MCF_CARD_KEY": "k"}, "card"),
    (64, ["--since", "someday"], {}, "--since"),
])
def test_it_says_what_it_cannot_do(billing, exit, arguments, settings, says):
    done = billing.bill(*arguments, command="reconcile", **settings)
    assert done.returncode == exit and says in done.stderr, done
