"""A carrier that lays each message down as a file: what a demo sends stays on this machine."""

import os
from dataclasses import dataclass
from pathlib import Path

from reconvene.outbox.carrier import Answer, Came, Message
from reconvene.outbox.mime import as_mail


@dataclass(frozen=True, slots=True)
class Folder:
    """Keeps messages in a folder, one file each; taking the same one twice changes nothing."""

    path: Path

    def hand_over(self, message: Message) -> Came:
        written = self._file(message.id)
        half = written.with_suffix(f".{os.getpid()}.part")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            half.write_bytes(as_mail(message).as_bytes())
            half.replace(written)
        except OSError:
            half.unlink(missing_ok=True)
            return Came(Answer.LATER, "not-reached")
        return Came(Answer.TAKEN)

    def has(self, message_id: str) -> bool | None:
        return self._file(message_id).is_file()

    def _file(self, message_id: str) -> Path:
        return self.path / f"{message_id}.eml"
