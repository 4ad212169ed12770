"""Every event that bears on security, as one table: what it is called, what it says, who is woken.

The codes are published: those who watch a copy look for them, so none is renamed or used again.
docs/reference/security-events.md is made from this.
"""

from enum import Enum


class Event(Enum):
    """Something whoever answers for security wants to know of. An urgent one is also sent on."""

    # Getting in
    SIGNED_IN = ("sign-in.succeeded", "Somebody signed in")
    SIGN_IN_FAILED = ("sign-in.failed", "A name and a password that do not belong together")
    SIGNED_OUT = ("sign-in.ended", "Somebody signed out")
    FACTOR_FAILED = ("factor.failed", "A second factor was wrong, or had been used before")
    FACTOR_CHANGED = ("factor.changed", "A second factor was added or taken away")
    PASSWORD_CHANGED = ("password.changed", "Somebody's password was set anew")
    SESSIONS_ENDED = (
        "sessions.ended",
        "Somebody was signed out everywhere, or may no longer enter",
    )
    ROLES_CHANGED = ("roles.changed", "Somebody was given a role, or holds one no more")
    INVITED = ("person.invited", "Somebody was given a way to choose a password and a factor")
    LIMIT_HIT = ("limit.hit", "Something was tried more often than is allowed")
    # Asking for what is not theirs
    REQUEST_REFUSED = ("request.refused", "A request was made up: host, form, cookie or shape")
    ACCESS_REFUSED = (
        "access.refused",
        "Somebody asked for what their roles do not give them, or for no case",
    )
    WALL_HIT = ("access.walled", "Somebody asked for a case that a wall keeps them from")
    CONFLICT_FOUND = ("access.conflict-found", "A tie was found that closes a case to somebody")
    WALL_LIFTED = (
        "access.wall-lifted",
        "What kept somebody from a case was taken back: a tie, or that they chaired the conference",
    )
    NOT_COMPARED = (
        "access.not-compared",
        "A case at somebody's own address could not be opened or counted, so no wall keeps them from it",
        "!",
    )
    HOME_CHANGED = ("home.changed", "Somebody said anew where they live")
    HOMES_TRIED = (
        "home.changed-often",
        "Somebody gave several addresses within a few weeks: each tells them whose cases go",
        "!",
    )
    ROUTE_UNREGISTERED = ("route.unregistered", "An address without a row in the register", "!")
    GLASS_BROKEN = ("glass.broken", "Somebody opened a case in an emergency", "!")
    GLASS_REFUSED = ("glass.refused", "An emergency was declared and not let through")
    GLASS_GIVEN_BACK = (
        "glass.given-back",
        "Somebody closed a case again that they had opened in an emergency",
    )
    READING_SPREAD = ("reading.spread", "Somebody reads far more cases than their work needs", "!")
    ACCESS_LOG_DOWN = ("access-log.down", "Who reads what could not be written down", "!")
    # The record and its keys
    RECORD_BROKEN = ("record.broken", "The record is not what was written", "!")
    SEAL_BROKEN = ("seal.broken", "Something sealed did not open: changed, moved or cut", "!")
    WITNESS_DIFFERS = ("witness.differs", "The record is not what was witnessed", "!")
    KEYS_CHANGED = ("keys.changed", "An epoch of keys was begun or destroyed")
    KEYS_GIVEN_UP = (
        "keys.given-up",
        "A data key that did not open was thrown away, and with it what it sealed",
        "!",
    )
    PASSED_OVER = (
        "record.passed-over",
        "Entries of a case do not open, since their key was given up, and were passed over",
    )
    KEYS_OVERDUE = (
        "keys.overdue",
        "Keys were not changed in time after an erasure: copies open what was erased",
        "!",
    )
    ERASED = ("case.erased", "A case was erased")
    ERASURE_PROPOSED = ("erasure.proposed", "Somebody proposed that a case be erased")
    ERASURE_APPROVED = ("erasure.approved", "Somebody approved that a case be erased")
    ERASURE_ENDED = ("erasure.ended", "A case on its way to be erased is kept after all")
    HOLD_PLACED = ("hold.placed", "A case is kept from being erased")
    HOLD_PROLONGED = (
        "hold.prolonged",
        "What keeps a case from being erased was looked at again, and stays",
    )
    HOLD_LIFTED = ("hold.lifted", "What kept a case from being erased was taken away")
    # What comes in
    FILE_HARMFUL = (
        "file.harmful",
        "Something harmful was found in a file that somebody brought in, and it was destroyed",
    )
    FILES_WAIT = (
        "files.not-checked",
        "Files that were brought in cannot be looked at just now, so nobody opens them",
    )
    # What leaves
    HELD_BACK = (
        "letter.held-back",
        "Somebody was about to let something go that must not, and nothing went: a near miss",
    )
    LETTER_STOPPED = (
        "letter.stopped",
        "A letter that was to go by email did not, or nobody can tell: a person has to see to it",
    )
    LETTER_UNDELIVERED = (
        "letter.undelivered",
        "A letter that left by email could not be delivered: a person has to see to it",
    )
    MAIL_NOT_REACHED = (
        "mail.not-reached",
        "What carries email did not let us in, or is not set up as it must be, so letters wait",
    )
    # The machine
    START_REFUSED = ("start.refused", "A server was not started, for its settings or its data", "!")
    RECOVERY_DECLARED = (
        "recovery.declared",
        "A copy serves that is behind what was witnessed",
        "!",
    )
    BACKED_UP = ("backup.made", "A back-up was made")
    RESTORE_REFUSED = ("restore.refused", "A back-up was not restored: broken, foreign or old")
    RESTORED = ("restore.done", "A back-up was put in the place of a database", "!")
    CALENDAR_DOUBTED = ("calendar.doubted", "Bank holidays could not be had, or run out soon", "!")

    def __init__(self, code: str, says: str, urgent: str = "") -> None:
        self.code = code
        self.says = says
        self.is_urgent = bool(urgent)
