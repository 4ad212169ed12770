"""Files on their way into a case, as a request would bring them."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from django.db import connection

from reconvene.core.workdays import london_day
from reconvene.desk.bringing import bring
from reconvene.desk.reaching import scope_of
from reconvene.papers import claiming, keeping
from reconvene.papers.keeping import Kept
from reconvene.papers.spooled import SpooledFile
from reconvene.papers.untrusted.kinds import MEDIA_TYPES, Kind
from reconvene.papers.untrusted.proving import Proven
from reconvene.papers.untrusted.scanning import Clear
from reconvene.people.models import Person
from reconvene.scope.within import the_house, within
from reconvene.sealing.destroying import load_keys

PIECE = 64 * 1024


def spooled(content: bytes, name: str = "letter.pdf", *, folder: Path | None = None) -> SpooledFile:
    """Return a file that came in whole, in the pieces in which a request brings them."""
    file = SpooledFile(name, folder or Path(gettempdir()))
    for at in range(0, len(content), PIECE):
        file.add(content[at : at + PIECE])
    return file


def brought_and_clear(
    by: Person, case_id: str, now: datetime, content: bytes = b"Dear Ms Example"
) -> Kept:
    """Have somebody bring in a letter as plain text, and let it be found clear as a worker would."""
    with closing(spooled(content, "letter.txt")) as file:
        paper = bring(by, case_id, file, now=now).paper
    with within(the_house(by.authority_id)):
        held = claiming.claim(now)
        assert held is not None
        assert held.id == paper
        with connection.cursor() as cursor:
            words = keeping.words_of(load_keys(cursor, case_id), held)
        proof = Proven(Kind.TXT, MEDIA_TYPES[Kind.TXT], None)
        claiming.settle(held, words, claiming.clear(Clear("a scanner", ""), proof, None))
    with within(scope_of(by, london_day(now))):
        return keeping.kept_of(case_id)[paper]
