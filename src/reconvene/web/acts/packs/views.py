"""The views of a pack that was made, and of what was taken out of the files of a case."""

from contextlib import ExitStack

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from reconvene.core.conduct.answer import Refused
from reconvene.core.record.papers import PackMade
from reconvene.core.workdays import london_day
from reconvene.desk.bringing import NoSuchPaper, NotOpen
from reconvene.desk.look import Look
from reconvene.desk.packing import AsItWas
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.packs.lists import redaction_log
from reconvene.web.acts.packs.making import made_again
from reconvene.web.acts.packs.zipped import length_of, zipped
from reconvene.web.browse import faults
from reconvene.web.browse.looking import found
from reconvene.web.browse.names import Names
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.components.addresses import address
from reconvene.web.components.downloads import attachment
from reconvene.web.components.pages import page
from reconvene.web.giving_out import Leaving, leaving

KIND = "pack.made"


def redactions(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was taken out of which file, why, by whom, and who agreed."""
    look = found(request, reference, london_day(timezone.now()))
    if look.is_answering:
        raise Http404
    log = redaction_log(
        AsItWas(look.case, look.events, look.whole.case),
        look.reference,
        colleague_names(person_of(request)),
    )
    frame = frame_of(person_of(request), look.context.today)
    it = heading(look, "redaction.checked", None)
    may = look.may("redaction.checked")
    href = "" if isinstance(may, Refused) else address(
        "act", reference=look.reference, kind="redaction.checked", about="-"
    )  # fmt: skip
    return page(
        request, "acts/papers/redactions.html", frame, here="Cases", it=it, log=log, check_href=href
    )


def pack(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show what is in a pack that was made, and what is not."""
    look = found(request, reference, london_day(timezone.now()), entry)
    return _page(request, look, entry)


def pack_file(request: HttpRequest, reference: str, entry: int) -> HttpResponseBase:
    """Give a pack as one file, made again from the record; its page where it does not come out so."""
    with ExitStack() as place:
        if not leaving.take(place):
            return faults.too_many_leave(request)
        now = timezone.now()
        look = found(request, reference, london_day(now), entry)
        data = _made(look, entry)
        try:
            again = made_again(look, data, now=now)
        except (NotOpen, NoSuchPaper, KeyError):  # a file of it is not there any more
            return _page(request, look, entry, status=409, differing=("04-files",))
        if again.differing:
            return _page(request, look, entry, status=409, differing=again.differing)
        answer = Leaving(
            zipped(again.files),
            size=length_of(again.files),
            place=place,
            content_type="application/zip",
        )
        answer["Content-Disposition"] = attachment(f"{look.reference}-pack-{entry}.zip")
        return answer


def _made(look: Look, entry: int) -> PackMade:
    """Return a pack that was made, for whoever could make one; for others there is none."""
    event = next((one for one in look.events if one.number == entry), None)
    if event is None or not isinstance(event.data, PackMade):
        raise Http404
    if isinstance(look.may(KIND, event.data.body), Refused):
        raise Http404
    return event.data


def _page(
    request: HttpRequest,
    look: Look,
    entry: int,
    *,
    status: int | None = None,
    differing: tuple[str, ...] = (),
) -> HttpResponse:
    data = _made(look, entry)
    names = Names.of(look.case, look.events, {})
    return page(
        request,
        "acts/papers/pack.html",
        frame_of(person_of(request), look.context.today),
        here="Cases",
        it=heading(look, KIND, data.body),
        pack=data,
        entry=entry,
        body=names.label("bodies", data.body),
        size=sum(part.size for part in data.parts),
        differing=differing,
        why=read_names("left-out"),
        status=status,
    )
