"""
Say whether nothing listens at a port yet: `python -m tools.free_port 8000`.

Two servers can share one, and a browser would be answered by either.
"""

import sys
from socket import create_connection


def is_free(port: int) -> bool:
    """Tell whether nobody answers there on this machine."""
    try:
        create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return True
    return False


def main() -> int:
    """Return 1, with what to do, where somebody answers."""
    port = int(sys.argv[1])
    if is_free(port):
        return 0
    print(
        f"Something answers at port {port} already: perhaps a demo you started before. Stop it, "
        f"or choose another port: make run PORT={port + 1}",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
