"""No test reaches further than this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_test_may_open_a_connection_to_this_machine() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as connection,
    ):
        assert connection.getpeername() == server.getsockname()


def test_a_test_may_not_open_a_connection_to_another() -> None:
    with (
        pytest.warns(UserWarning, match="socket.connect"),
        pytest.raises(SocketConnectBlockedError),
    ):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
