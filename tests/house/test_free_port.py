"""That two servers never share a port by mistake."""

from socket import socket

import pytest

from tools import free_port


def test_a_port_at_which_somebody_answers_is_not_free(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and so nobody else's meanwhile
        port = taken.getsockname()[1]
        monkeypatch.setattr("sys.argv", ["free_port", str(port)])

        assert free_port.main() == 0
        taken.listen()
        assert free_port.main() == 1
        assert f"make run PORT={port + 1}" in capsys.readouterr().err
