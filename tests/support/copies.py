"""Copies of their own: real ones and demos, with a folder, keys and a database apart from the tests'."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.tree import ROOT

SECRET = "for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ"
SERVE = "from reconvene.config.wsgi import application; print('serving')"


@dataclass
class Copy:
    """A copy in a folder of its own. `environment` is what it is started with."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @classmethod
    def real(cls, folder: Path, **environment: str) -> "Copy":
        """Return a real copy with keys, a proxy in front, and what its pages are drawn with."""
        keys = folder / "keys" / "keys.json"
        keys.parent.mkdir(parents=True)
        book = folder / "book" / "erasures.jsonl"
        book.parent.mkdir()
        settings = {
            "RECONVENE_SECRET_KEY": SECRET,
            "RECONVENE_KEY_FILE": str(keys),
            "RECONVENE_ERASURES": str(book),
            "RECONVENE_WITNESS": "none",
            "RECONVENE_BEHIND_PROXY": "1",
            "RECONVENE_HOSTS": "127.0.0.1,localhost",
        }
        made = cls(folder / "var", settings | environment)
        made.folder.mkdir()
        made.must("make_key_file", str(keys))
        made.must("make_erasures_book")
        made.must("collectstatic", "--no-input", "--verbosity", "0")
        return made

    @classmethod
    def demo(cls, folder: Path, **environment: str) -> "Copy":
        """Return a copy with nothing set but that it is a demo."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, {"RECONVENE_DEMO": "1"} | environment)

    def twin(self, folder: Path) -> "Copy":
        """Return a copy like this one, with its data, in another folder."""
        shutil.copytree(self.folder, folder)
        return Copy(folder, dict(self.environment))

    @property
    def surroundings(self) -> dict[str, str]:
        """Everything a process of this copy finds in its environment."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONUTF8": "1",
            "DJANGO_SETTINGS_MODULE": "reconvene.config.settings",
            "RECONVENE_VAR": str(self.folder),
            **self.environment,
        }

    def run(self, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """Return how a Python process of this copy ends, and what it says."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=self.surroundings | changed,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def manage(self, *words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """Return how a Django command ends, and what it says."""
        return self.run(str(ROOT / "manage.py"), *words, **changed)

    def must(self, *words: str, **changed: str) -> str:
        """Return what a command says that has to succeed."""
        done = self.manage(*words, **changed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def started(self, **changed: str) -> subprocess.CompletedProcess[str]:
        """Return how it goes when a server loads this copy."""
        return self.run("-c", SERVE, **changed)

    def own_settings(self, name: str, text: str) -> Mapping[str, str]:
        """Write settings that somebody made upon ours, and return what names them."""
        (self.folder / f"{name}.py").write_text(
            f"from reconvene.config.settings import *\n{text}\n", encoding="utf-8"
        )
        path = f"{self.surroundings['PYTHONPATH']}{os.pathsep}{self.folder}"
        return {"DJANGO_SETTINGS_MODULE": name, "PYTHONPATH": path}


def refusals(said: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the codes of why a copy was not started, as its log has them."""
    lines = [json.loads(line) for line in said.stderr.splitlines() if line.startswith("{")]
    return [line["reason"] for line in lines if line.get("event") == "start.refused"]
