"""The register. docs/reference/routes.md is made from it."""

from collections.abc import Mapping

from django.urls import ResolverMatch

from reconvene.access_log.reading import Sight
from reconvene.web.register.rows import About, Audience, Bucket, Kept, Route, Twice

ROUTES = (
    # Getting in
    Route(
        name="sign-in", path="sign-in", audience=Audience.ANYBODY, about=About.ACCOUNT,
        does="begins a session", twice=Twice.SAME, limit=Bucket.SIGN_IN,
    ),
    Route(
        name="second-factor", path="sign-in/second", audience=Audience.ANYBODY,
        about=About.ACCOUNT, does="begins a session", twice=Twice.ONCE, limit=Bucket.CODES,
    ),
    Route(
        name="second-factor-by-sheet", path="sign-in/second/sheet", audience=Audience.ANYBODY,
        about=About.ACCOUNT, does="begins a session", twice=Twice.ONCE, limit=Bucket.CODES,
    ),
    Route(
        name="first-passkey", path="sign-in/passkey", audience=Audience.ANYBODY,
        about=About.ACCOUNT, does="adds a passkey and begins a session", twice=Twice.ONCE,
    ),
    Route(
        name="sign-on", path="sign-on/<slug:provider_id>", audience=Audience.ANYBODY,
        about=About.ACCOUNT, shows=False, does="leads to an authority's own sign-on",
        twice=Twice.SAME,
    ),
    Route(
        name="openid_connect_callback", path="sign-on/<slug:provider_id>/back",
        audience=Audience.ANYBODY, about=About.ACCOUNT,
    ),
    Route(
        name="invitation", path="invitation/<str:word>", audience=Audience.ANYBODY,
        about=About.ACCOUNT, does="sets a password and a factor", twice=Twice.ONCE,
    ),
    Route(
        name="prove-it", path="prove-it", about=About.ACCOUNT,
        does="notes that somebody proved who they are", twice=Twice.ONCE, limit=Bucket.CODES,
    ),
    Route(
        name="prove-it-by-sheet", path="prove-it/sheet", about=About.ACCOUNT,
        does="notes that somebody proved who they are", twice=Twice.ONCE, limit=Bucket.CODES,
    ),
    Route(
        name="prove-it-typed", path="prove-it/typed", about=About.ACCOUNT, shows=False,
        does="asks for proof, and keeps what was typed", twice=Twice.SAME,
    ),
    Route(name="your-account", path="account", about=About.ACCOUNT),
    Route(
        name="add-app", path="account/app", about=About.ACCOUNT, does="adds an app",
        twice=Twice.ONCE, step_up=True,
    ),
    Route(
        name="add-passkey", path="account/passkey", about=About.ACCOUNT, does="adds a passkey",
        twice=Twice.ONCE, step_up=True,
    ),
    Route(
        name="new-password", path="account/password", about=About.ACCOUNT,
        does="changes the password", twice=Twice.ONCE, step_up=True,
    ),
    Route(
        name="new-sheet", path="account/sheet", about=About.ACCOUNT,
        does="makes new recovery codes", twice=Twice.ONCE, step_up=True,
    ),
    Route(
        name="your-home", path="account/home", about=About.ACCOUNT,
        does="keeps where one lives, or forgets it", twice=Twice.SAME, limit=Bucket.HOME,
    ),
    Route(
        name="take-factor-away", path="account/take-away", about=About.ACCOUNT,
        does="takes a factor away", twice=Twice.SAME, step_up=True,
    ),
    Route(
        name="sign-out-everywhere", path="account/sign-out-everywhere", about=About.ACCOUNT,
        shows=False, does="ends every session", twice=Twice.SAME,
    ),
    Route(
        name="sign-out", path="sign-out", audience=Audience.ANYBODY, about=About.ACCOUNT,
        shows=False, does="ends the session", twice=Twice.SAME,
    ),
    Route(
        name="people", path="people", audience=Audience.DEMO, about=About.ACCOUNT,
        does="begins a session as somebody of the demo", twice=Twice.SAME,
    ),
    Route(
        name="sent-late", path="sent-late", about=About.DRAFT,
        does="throws away what was sent too late", twice=Twice.SAME,
    ),
    # Lists
    Route(
        name="my-work", path="", about=About.LISTED, does="leads to what was looked for",
        twice=Twice.SAME, logs=Sight.SEARCH, is_asked=True,
    ),
    Route(
        name="cases", path="cases", about=About.LISTED, does="leads to what was looked for",
        twice=Twice.SAME, logs=Sight.LIST,
    ),
    Route(
        name="todays-post", path="post", about=About.LISTED,
        does="gives the letters of a run as one file to print", twice=Twice.SAME,
        limit=Bucket.EXPORT, logs=Sight.LIST,
    ),
    Route(
        name="posted", path="post/posted", about=About.LISTED,
        does="puts on the record that letters left by post", twice=Twice.BY_KEY, logs=Sight.LIST,
    ),
    Route(name="agreed", path="follow-up", about=About.LISTED, logs=Sight.LIST),
    Route(
        name="learning", path="follow-up/learning", about=About.LISTED, logs=Sight.LIST,
    ),
    Route(
        name="learning-file", path="follow-up/learning.csv", about=About.LISTED, step_up=True,
        limit=Bucket.EXPORT, logs=Sight.EXPORT,
    ),
    Route(name="your-papers", path="papers", about=About.LISTED, logs=Sight.LIST),
    # A case
    Route(name="case", path="case/<str:reference>", about=About.CASE, logs=Sight.CASE),
    Route(
        name="entry", path="case/<str:reference>/entry/<int:entry>", about=About.ENTRY,
        logs=Sight.ENTRY,
    ),
    Route(
        name="where", path="case/<str:reference>/entry/<int:entry>/where", about=About.ENTRY,
        does="shows where somebody is, for what it is needed for", twice=Twice.SAME,
        logs=Sight.ENTRY,
    ),
    Route(
        name="where-kept", path="case/<str:reference>/entry/<int:entry>/where/kept",
        about=About.ENTRY, does="shows where somebody is whose details are kept from the others",
        twice=Twice.SAME, step_up=True, logs=Sight.ENTRY,
    ),
    Route(
        name="letter", path="case/<str:reference>/letter/<int:entry>", about=About.ENTRY,
        logs=Sight.LETTER,
    ),
    Route(
        name="send-letter", path="case/<str:reference>/letter/<int:entry>/send",
        about=About.ENTRY, does="lets a letter go by email, or takes it back", twice=Twice.SAME, logs=Sight.LETTER,
    ),
    Route(
        name="letter-file", path="case/<str:reference>/letter/<int:entry>/<str:form>",
        about=About.ENTRY, logs=Sight.LETTER,
    ),
    Route(
        name="bring-in", path="case/<str:reference>/file", about=About.CASE,
        does="keeps a file that is brought in, or throws one away", twice=Twice.SAME,
        logs=Sight.CASE, takes_file=True,
    ),
    Route(
        name="paper", path="case/<str:reference>/file/<int:entry>", about=About.ENTRY,
        logs=Sight.PAPER,
    ),
    Route(
        name="paper-file", path="case/<str:reference>/file/<int:entry>/<str:form>",
        about=About.ENTRY, logs=Sight.PAPER_TAKEN,
    ),
    Route(
        name="redactions", path="case/<str:reference>/redactions", about=About.CASE,
        logs=Sight.CASE,
    ),
    Route(
        name="pack", path="case/<str:reference>/pack/<int:entry>", about=About.ENTRY,
        logs=Sight.ENTRY,
    ),
    Route(
        name="pack-file", path="case/<str:reference>/pack/<int:entry>/file", about=About.ENTRY,
        step_up=True, limit=Bucket.EXPORT, logs=Sight.PACK_TAKEN,
    ),
    Route(
        name="bundle", path="case/<str:reference>/bundle/<int:entry>", about=About.ENTRY,
        logs=Sight.BUNDLE,
    ),
    Route(
        name="bundle-file", path="case/<str:reference>/bundle/<int:entry>/pdf",
        about=About.ENTRY, step_up=True, limit=Bucket.EXPORT, logs=Sight.BUNDLE_TAKEN,
    ),
    Route(
        name="sitting", path="case/<str:reference>/panel/<str:panel>", about=About.PANEL,
        logs=Sight.PANEL,
    ),
    Route(
        name="building", path="case/<str:reference>/panel/<str:panel>/build", about=About.PANEL,
        logs=Sight.PANEL,
    ),
    Route(
        name="conference", path="case/<str:reference>/conference/<str:conference>",
        about=About.CASE, logs=Sight.CASE,
    ),
    Route(
        name="meeting", path="case/<str:reference>/meeting/<str:meeting>", about=About.MEETING,
        logs=Sight.MEETING,
    ),
    Route(
        name="meeting-file", path="case/<str:reference>/meeting/<str:meeting>/calendar",
        about=About.MEETING, logs=Sight.MEETING_TAKEN,
    ),
    Route(
        name="act", path="case/<str:reference>/do/<str:kind>/<str:about>", about=About.CASE,
        does="puts an act on the record", twice=Twice.BY_KEY, logs=Sight.CASE,
    ),
    Route(
        name="done", path="case/<str:reference>/done/<int:entry>", about=About.ENTRY,
        logs=Sight.ENTRY,
    ),
    # Who looked
    Route(
        name="readers", path="case/<str:reference>/looks", about=About.LOOKS, logs=Sight.READERS,
    ),
    Route(
        name="readers-file", path="case/<str:reference>/looks.csv", about=About.LOOKS,
        step_up=True, limit=Bucket.EXPORT, logs=Sight.EXPORT,
    ),
    Route(name="ties", path="case/<str:reference>/ties", about=About.LOOKS, logs=Sight.READERS),
    Route(
        name="to-review", path="looks", about=About.LOOKS,
        does="leads to who looked at a case", twice=Twice.SAME, logs=Sight.READERS,
    ),
    Route(
        name="look-into", path="looks/<str:review>", about=About.LOOKS,
        does="says what was found", twice=Twice.SAME, step_up=True, logs=Sight.READERS,
    ),
    Route(
        name="emergency", path="emergency", about=About.LOOKS,
        does="opens a case for an hour", twice=Twice.SAME, step_up=True,
        limit=Bucket.EMERGENCY,
    ),
    Route(
        name="own-emergency", path="emergency/<str:review>", about=About.LOOKS,
        does="closes the case again", twice=Twice.SAME,
    ),
    # Keeping and erasing
    Route(name="erasures", path="erasures", about=About.RETENTION, logs=Sight.ERASURES),
    Route(
        name="erasures-due", path="erasures/due", about=About.RETENTION,
        does="proposes what was chosen", twice=Twice.SAME, step_up=True, logs=Sight.ERASURES,
    ),
    Route(
        name="erasures-book", path="erasures/book", about=About.RETENTION, logs=Sight.ERASURES,
    ),
    Route(
        name="erasure", path="erasures/case/<str:reference>", about=About.RETENTION,
        does="approves an erasure", twice=Twice.SAME, step_up=True, logs=Sight.ERASURES,
    ),
    Route(
        name="erase-unread", path="erasures/unread/<str:reference>", about=About.RETENTION,
        does="proposes that a case goes that does not open", twice=Twice.SAME, step_up=True,
        logs=Sight.ERASURES,
    ),
    Route(
        name="certificate", path="erasures/case/<str:reference>/certificate",
        about=About.RETENTION, logs=Sight.ERASURES,
    ),
    Route(
        name="place-hold", path="holds/new", about=About.RETENTION, does="holds a case",
        twice=Twice.BY_KEY, step_up=True,
    ),
    Route(
        name="hold", path="holds/<str:hold>", about=About.RETENTION,
        does="asks that a hold be lifted, or lifts it", twice=Twice.SAME, step_up=True,
        logs=Sight.HOLD,
    ),
    Route(
        name="look-again", path="holds/<str:hold>/again", about=About.RETENTION,
        does="keeps a case held until a later day", twice=Twice.SAME, step_up=True,
        logs=Sight.HOLD,
    ),
    # Taking down a complaint
    Route(
        name="take-down", path="take-down", about=About.DRAFT,
        does="throws a draft away", twice=Twice.SAME,
    ),
    Route(
        name="take-down-draft", path="take-down/<str:draft>", about=About.DRAFT,
        does="throws a draft away", twice=Twice.SAME,
    ),
    Route(
        name="take-down-step", path="take-down/<str:draft>/<str:step>", about=About.DRAFT,
        does="keeps an answer, or puts the complaint on the record", twice=Twice.BY_KEY,
    ),
    Route(
        name="taken-down", path="take-down/done/<str:reference>", about=About.CASE,
        logs=Sight.RECEIPT,
    ),
    # Rules
    Route(name="procedure", path="procedure"),
    Route(name="procedure-version", path="procedure/<int:version>"),
    Route(name="calendar", path="calendar"),
    # The look
    Route(
        name="accent", path="look/<str:colour>.css", audience=Audience.ANYBODY,
        kept=Kept.FOR_GOOD,
    ),
    Route(name="gallery", path="gallery", audience=Audience.DEMO),
)  # fmt: skip

REGISTER: Mapping[tuple[str, str], Route] = {(one.name, one.path): one for one in ROUTES}
"""Each row by the name and the path of its route: both must be as they are in the addresses."""


def row_of(found: ResolverMatch | None) -> Route | None:
    """Return the row of the route a request found; None where there is none of its name and path."""
    return REGISTER.get((found.url_name or "", found.route)) if found else None
