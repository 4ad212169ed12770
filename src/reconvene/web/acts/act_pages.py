"""
Every act's page: its form, what it is called, and what its button says.

One row per kind of entry, held to the vocabulary of the record. `{about}` is the label of what the
act is about. A complaint is received on pages of its own, under `take_down`.
"""

from dataclasses import dataclass

from reconvene.core.record.event import KINDS
from reconvene.web.acts.act_form import ActForm
from reconvene.web.acts.forms import (
    after,
    answering,
    bundles,
    contact,
    correcting,
    exchange,
    interests,
    leaving,
    letters,
    meetings,
    moving,
    opening,
    packs,
    panels,
    papers,
    points,
    referring,
    sittings,
    voting,
    whole_case,
)


@dataclass(frozen=True, slots=True)
class ActPage:
    """
    `form` is None only for what has pages of its own. `lead` is a sentence under the title; `which`
    heads the list to choose from, where an act is about something and its title says nothing else.
    """

    form: type[ActForm] | None
    title: str
    button: str
    lead: str = ""
    which: str = ""


ACT_PAGES: dict[str, ActPage] = {
    "complaint.received": ActPage(None, "Take down a complaint", "Take down the complaint"),
    "complaint.confirmed": ActPage(
        opening.ComplaintConfirmedForm,
        "Record that the complaint was read back and confirmed",
        "Record that it was confirmed",
        "The complaint was taken down for the family. They have seen it in writing, and it is right.",
    ),
    "standing.decided": ActPage(
        opening.StandingDecidedForm,
        "Decide whether this person can use the procedure",
        "Record the decision",
    ),
    "lateness.decided": ActPage(
        opening.LatenessDecidedForm,
        "Decide about something late: {about}",
        "Record the decision",
        "Lateness alone is never a reason to say no. Somebody weighs why it was late.",
    ),
    "assistance.given": ActPage(
        opening.AssistanceGivenForm, "Record help to complain", "Record the help"
    ),
    "supporter.named": ActPage(
        opening.SupporterNamedForm,
        "Name a supporter",
        "Name the supporter",
        "They are invited to every meeting from now on.",
    ),
    "supporter.ended": ActPage(
        opening.SupporterEndedForm, "Record that a supporter has stopped", "Record this"
    ),
    "advocate.offered": ActPage(
        opening.AdvocateOfferedForm, "Record that an advocate was offered", "Record the offer"
    ),
    "role.assigned": ActPage(
        opening.RoleAssignedForm, "Name who holds a role in this case", "Name them"
    ),
    "date.noted": ActPage(opening.DateNotedForm, "Note a date: {about}", "Note the date"),
    "interest.declared": ActPage(
        interests.InterestDeclaredForm,
        "Say whether somebody has a tie to this case",
        "Record what they said",
        "Whoever has a tie can see nothing of the case from the moment it is recorded.",
    ),
    "home.noted": ActPage(
        interests.HomeNotedForm,
        "Note where a party lives",
        "Note it",
        "Whoever works here and gave the same address can see nothing of the case from then on.",
    ),
    "contact.noted": ActPage(
        contact.ContactNotedForm,
        "Note how somebody is reached",
        "Note it",
        "It takes the place of what was noted of the same person and the same way. Where they were reached elsewhere before, nothing goes to the new place for three days, unless they confirm it.",
    ),
    "contact.confirmed": ActPage(
        contact.ContactConfirmedForm,
        "Record that somebody confirmed how they are reached",
        "Record that they confirmed it",
        "Only they can say that an address or number is theirs. Ask them where they were reached before.",
    ),
    "contact.ended": ActPage(
        contact.ContactEndedForm,
        "Record that somebody is no longer to be reached in one way",
        "Record that it ended",
        "Nothing goes there any more, and nothing goes another way in its place until that is noted.",
    ),
    "confidentiality.decided": ActPage(
        contact.ConfidentialityDecidedForm,
        "Decide whether somebody’s details are kept from the others",
        "Record the decision",
        "Their details are where they live and how they are reached. Nothing is sent to a list of people until this is decided for each of the family.",
    ),
    "point.added": ActPage(points.PointAddedForm, "Add a point of complaint", "Add the point"),
    "point.rerouted": ActPage(
        points.PointReroutedForm,
        "Record that a point is about something else",
        "Move the point",
        "The point takes the road of what it is about.",
    ),
    "point.withdrawn": ActPage(
        points.PointWithdrawnForm,
        "Record that a point is taken back",
        "Record this",
        "Only the person who complained can take a point back.",
    ),
    "point.settled": ActPage(
        points.PointSettledForm,
        "Record that a point is settled",
        "Record this",
        "Only the person who complained can say that an answer settles it.",
    ),
    "point.referred": ActPage(
        referring.PointReferredForm, "Send a point to another process", "Record where it went"
    ),
    "referral.answered": ActPage(
        referring.ReferralAnsweredForm, "Record what the other process said", "Record this"
    ),
    "point.answered": ActPage(
        answering.PointAnsweredForm,
        "Answer a point: {about}",
        "Record the answer",
        "Nothing goes to the family yet: the answer waits for the letter.",
    ),
    "action.done": ActPage(
        answering.ActionDoneForm, "Record that something agreed is done", "Record that it is done"
    ),
    "result.recorded": ActPage(
        answering.ResultRecordedForm, "Record how a point ends", "Record the result"
    ),
    "letter.sent": ActPage(
        letters.LetterSentForm,
        "{about}",
        "I have read it: record the letter",
        "Recording sends nothing. A letter that has not gone yet waits, and is printed with its address from the letters to go.",
        which="Which letter?",
    ),
    "letter.passed": ActPage(
        leaving.LetterPassedForm,
        "Look at a letter as a second person",
        "Say that it can go",
        "Read the letter first. It does not change where the letter goes, and it opens nothing that is not safe. Somebody else lets it go.",
    ),
    "letter.left": ActPage(
        leaving.LetterLeftForm,
        "Record that a letter left",
        "Record that it left",
        "It goes where the family wants its letters, and nowhere else.",
    ),
    "letter.came-back": ActPage(
        leaving.LetterCameBackForm,
        "Record that a letter came back",
        "Record that it came back",
        "It waits again, and nothing goes to that address until the family has been asked. No letter goes any other way in its place.",
    ),
    "notice.given": ActPage(
        exchange.NoticeGivenForm,
        "{about}",
        "Record that they were told",
        which="Who was told what?",
    ),
    "document.sent": ActPage(
        exchange.DocumentSentForm,
        "Record who was sent: {about}",
        "Record that it was sent",
        "Check for this person: is the address safe, and is there anything they must not see?",
    ),
    "document.withheld": ActPage(
        exchange.DocumentWithheldForm, "Record who is not sent: {about}", "Record this"
    ),
    "task.done": ActPage(
        exchange.TaskDoneForm, "{about}", "Record that it is done", which="What was done?"
    ),
    "paper.added": ActPage(
        papers.PaperAddedForm,
        "Put a file on the record",
        "Put it on the record",
        "It can be read once it has been checked. Nobody can take it off the record again.",
    ),
    "redaction.made": ActPage(
        papers.RedactionMadeForm,
        "Put a redacted version on the record",
        "Put it on the record",
        "What is taken out has to be gone, not covered. The file itself stays as it is.",
    ),
    "redaction.checked": ActPage(
        papers.RedactionCheckedForm,
        "Check a redacted version",
        "Record what you found",
        "Two people stand for what leaves: whoever brought it in, and you.",
    ),
    "pack.made": ActPage(
        packs.PackMadeForm,
        "Make a pack for: {about}",
        "Make the pack",
        "It is one file with everything they need, and with nothing that says where somebody can be reached.",
    ),
    "bundle.made": ActPage(
        bundles.BundleMadeForm,
        "Put a bundle of papers together",
        "Put it together",
        "Everybody who is given it has their own name on each page.",
    ),
    "meeting.offered": ActPage(
        meetings.MeetingOfferedForm, "Offer a date: {about}", "Record the offer"
    ),
    "meeting.declined": ActPage(
        meetings.MeetingDeclinedForm,
        "Record that the family said no: {about}",
        "Record this",
        "This is theirs to say. It counts against nobody.",
    ),
    "meeting.cancelled": ActPage(
        meetings.MeetingCancelledForm, "Call off: {about}", "Call off the meeting"
    ),
    "meeting.held": ActPage(
        meetings.MeetingHeldForm, "Record the meeting: {about}", "Record the meeting"
    ),
    "stage.requested": ActPage(
        moving.StageRequestedForm,
        "The family asks for: {about}",
        "Record the request",
        "Any words will do, to anybody in the authority. It is recorded even if it is late.",
    ),
    "stage.passed-on": ActPage(
        moving.StagePassedOnForm, "Pass points on to: {about}", "Pass the points on"
    ),
    "criteria.tested": ActPage(
        moving.CriteriaTestedForm, "Test the criteria: {about}", "Record the test"
    ),
    "gate.decided": ActPage(
        moving.GateDecidedForm, "Decide whether a point goes on: {about}", "Record the decision"
    ),
    "panelist.appointed": ActPage(
        panels.PanelistAppointedForm,
        "Appoint somebody: {about}",
        "Appoint them",
        "Ask the person each question yourself. Their answers are kept as their declaration.",
    ),
    "panelist.removed": ActPage(
        panels.PanelistRemovedForm, "Record that somebody stands down: {about}", "Record this"
    ),
    "sitting.booked": ActPage(sittings.SittingBookedForm, "Set a day: {about}", "Set the day"),
    "sitting.opened": ActPage(
        sittings.SittingOpenedForm, "Open a sitting: {about}", "Open the sitting"
    ),
    "decision.put": ActPage(
        voting.DecisionPutForm,
        "Put a decision to the vote: {about}",
        "Record the vote",
        "The panel cannot change what the conference decided.",
    ),
    "sitting.closed": ActPage(
        sittings.SittingClosedForm, "Close the sitting: {about}", "Close the sitting"
    ),
    "concern.communicated": ActPage(
        exchange.ConcernCommunicatedForm, "Pass a concern on to: {about}", "Record that they know"
    ),
    "learning.acknowledged": ActPage(
        exchange.LearningAcknowledgedForm, "Record the answer of: {about}", "Record their answer"
    ),
    "conference.arranged": ActPage(
        after.ConferenceArrangedForm, "Arrange: {about}", "Arrange the conference"
    ),
    "attendee.briefed": ActPage(
        after.AttendeeBriefedForm, "Record who is briefed: {about}", "Record the briefing"
    ),
    "conference.held": ActPage(
        after.ConferenceHeldForm, "Record that it took place: {about}", "Record the conference"
    ),
    "challenge.raised": ActPage(
        after.ChallengeRaisedForm, "The family went further: {about}", "Record this"
    ),
    "challenge.decided": ActPage(
        after.ChallengeDecidedForm, "Record what came of it: {about}", "Record the outcome"
    ),
    "case.suspended": ActPage(
        whole_case.CaseSuspendedForm, "Pause work on this case", "Pause work"
    ),
    "case.resumed": ActPage(whole_case.CaseResumedForm, "Go on with this case", "Go on with work"),
    "limit.extended": ActPage(
        whole_case.LimitExtendedForm, "Extend the time for: {about}", "Extend the time"
    ),
    "case.closed": ActPage(whole_case.CaseClosedForm, "Close this case", "Close the case"),
    "case.reopened": ActPage(
        whole_case.CaseReopenedForm, "Open this case again", "Open the case again"
    ),
    "case.moved": ActPage(
        whole_case.CaseMovedForm,
        "Move this case to another version of the procedure",
        "Move the case",
        "A case keeps the version it began under unless somebody agrees that it moves.",
    ),
    "entry.corrected": ActPage(
        correcting.EntryCorrectedForm,
        "Correct entry {about}",
        "Record the correction",
        "The old entry stays to be read. This one says what holds instead.",
        which="Which entry is wrong?",
    ),
}

if set(ACT_PAGES) != set(KINDS):
    message = f"Pages could not be made: found no page for {sorted(set(KINDS) ^ set(ACT_PAGES))}."
    raise LookupError(f"{message} Add a row to ACT_PAGES.")
