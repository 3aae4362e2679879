"""What `mcf` says, and how it ends, before any service runs."""

import subprocess

from local_mcf import MCF


def mcf(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [MCF, *arguments], capture_output=True, text=True, timeout=60, env=environment or None
    )


def test_help_tells_a_newcomer_where_to_begin_and_lists_the_exit_codes():
    done = mcf("--help")
    assert done.returncode == 0
    assert "mcf up" in done.stdout
    assert "EXIT CODES" in done.stdout
    assert "64  the command line was not understood" in done.stdout


def test_an_unknown_command_is_a_usage_error():
    assert mcf("fly").returncode == 64
