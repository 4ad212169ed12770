"""Keys in memory: kept out of what a crash leaves behind. Python cannot promise to wipe them."""

import resource


class Secret(bytes):
    """A key. Where a value is shown, in a traceback say, it is not."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret()"

    __str__ = __repr__


def leave_no_core() -> None:
    """Let no process with keys, nor any it starts, leave its memory in a file when it crashes."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
