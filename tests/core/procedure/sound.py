"""A small procedure with one of everything, for tests to break one thing of at a time."""

from copy import deepcopy
from functools import cache
from typing import Any

from reconvene.library.yaml_text import read_yaml

SOUND = """\
format: 1
id: exampleshire-cpc
version: 1
title: Complaints about conferences
authority: Exampleshire
status: draft
effective_from: 2025-01-01
cited_as: EX
origin: {title: Complaints, publisher: Exampleshire, read_on: 2025-01-01}
clauses:
  "1": Everyone is told that the decision stands.
  "2": Parents and children may complain within ten working days.
  "3": The chair meets them and answers within ten working days.
  "4": Within a month they may ask for a review, which tests whether a panel is needed.
  "5": A panel decides, and may adjourn.
  "6": What an agency did is for that agency.
decision_stands: "1"

roles:
  - {id: conference-chair, label: Conference chair, held: in the case, source: "3"}
  - {id: complaints-officer, label: Complaints officer, sees: {cases: every case}, source: "4"}
  - {id: service-manager, label: Service manager, source: "4"}
  - {id: minute-taker, label: Minute-taker, held: outside, source: "5"}
agencies:
  - {id: council, label: Council, is_council: true}
  - {id: police, label: Police}
complainants:
  - {id: parent, label: Parent, source: "2"}
  - id: child
    label: Child
    is_child: true
    needs: understanding
    judged_by: service-manager
    source: "2"
dates:
  - {id: minutes-received, label: The day the minutes came, source: "2"}
grounds:
  - {id: facts-wrong, label: The facts were wrong, decisions: [become, continue], source: "2"}
channels:
  - {id: police-complaint, label: Police complaints, agency: police, source: "6"}
matters:
  - {id: process, label: How it was run, route: here, source: "2"}
  - id: decision
    label: The decision
    tag: appeal
    route: here
    grounds: [facts-wrong]
    needs_ground: true
    source: "2"
  - {id: agency, label: What an agency did, tag: outside, route: elsewhere, source: "6"}
routes:
  - {id: here, label: This procedure, begins: meeting, source: "3"}
  - {id: elsewhere, label: The agency's own process, refers_to: police-complaint, source: "6"}
lodging:
  id: complain
  label: Complain
  arises_from: conference.took-place
  counted_from: {date.noted: minutes-received}
  limit: 10 working days
  source: "2"
  late: {rule: decide, decided_by: complaints-officer, source: "2"}

stages:
  - id: meeting
    label: Meeting the chair
    form: meeting
    opens_on: [complaint.received, point.added, point.rerouted]
    closes_on: {letter.sent: meeting-outcome}
    answered_by: conference-chair
    source: "3"
    meeting:
      id: talk
      label: A talk with the chair
      attended_by:
        - {all: conference-chair, source: "3"}
      source: "3"
  - id: review
    label: Review
    form: adjudication
    opens_on: {stage.requested: review}
    closes_on: {letter.sent: review-outcome}
    answered_by: service-manager
    independence:
      - {of: [meeting], rule: everybody new, source: "4"}
    source: "4"
  - id: panel
    label: Panel
    form: panel
    panel: review-panel
    opens_on: {gate.opened: panel-needed}
    closes_on: {letter.sent: panel-outcome}
    is_last: true
    source: "5"
gates:
  - id: panel-needed
    label: Whether a panel is needed
    stage: review
    opens: panel
    tested_by: service-manager
    criteria:
      - {id: serious, label: The matter is serious, limbs: {serious: It is serious}, source: "4"}
    source: "4"
panels:
  - id: review-panel
    label: Review panel
    chair: {fit: {senior: true}, source: "5"}
    members: {at_least: 2, at_most: 4, source: "5"}
    bars:
      - {kind: earlier-stage, source: "5"}
    quorum: {members: 2, agencies: 2, source: "5"}
    vote: {source: "5"}
    powerless_to: "1"
    decisions:
      - {id: look-again, label: Recommend that a conference looks again, source: "5"}
      - {id: support, label: Support the decision, excludes: [look-again], source: "5"}
      - id: adjourn
        label: Too little is known
        needs: [timescale, further_on]
        adjourns: true
        is_final: false
        source: "5"
    source: "5"
letters:
  - id: acknowledgement
    label: Acknowledgement
    sent_by: complaints-officer
    says: [points, decision-stands, advocate]
    source: "1"
  - id: meeting-outcome
    label: What came of the meeting
    stage: meeting
    sent_by: conference-chair
    covers: stage
    says: [points, answers, meeting, decision-stands, next-right]
    meeting: talk
    source: "3"
  - id: review-outcome
    label: What came of the review
    stage: review
    sent_by: service-manager
    covers: stage
    says: [points, answers, criteria, gate, decision-stands, no-local-step, further-challenge]
    source: "4"
  - id: panel-outcome
    label: What the panel decided
    stage: panel
    sent_by: complaints-officer
    covers: stage
    says: [points, panel-decisions, recommendations, decision-stands, further-challenge]
    source: "5"
notices:
  - {id: copy, label: Copy of the outcome, to: complaints-officer, encloses: meeting-outcome, source: "3"}
documents:
  - {id: minutes, label: Minutes of the panel, source: "5"}
tasks:
  - {id: room, label: Find a room, source: "5"}

duties:
  - id: acknowledge
    label: Acknowledge the complaint
    owner: complaints-officer
    arises_from: complaint.received
    met_by: {letter.sent: acknowledgement}
    limit: 3 working days
    source: "1"
  - id: meet
    label: Meet the complainant
    owner: conference-chair
    stage: meeting
    arises_from: {stage.opened: meeting}
    met_by: {meeting.held: talk}
    limit: 10 working days
    extension: {by: 5 working days, source: "3"}
    source: "3"
  - id: tell-officer
    label: Tell the complaints officer
    owner: conference-chair
    arises_from: {letter.sent: meeting-outcome}
    met_by: {notice.given: copy}
    skips_author_of: meeting-outcome
    limit: none stated
    local_target: 5 working days
    source: "3"
  - id: find-room
    label: Find a room for the panel
    owner: complaints-officer
    arises_from: {stage.opened: panel}
    met_by: {task.done: room}
    limit: none stated
    source: "5"
  - id: send-minutes
    label: Send the minutes
    owner: complaints-officer
    arises_from: {sitting.concluded: review-panel}
    met_by: {document.sent: minutes}
    for_each: recipient
    recipients: [complainant]
    limit: 5 working days
    source: "5"
  - id: refer
    label: Send the point on
    owner: complaints-officer
    arises_from: [complaint.received, point.added]
    met_by: point.referred
    for_each: point
    only_if: {matter: agency}
    limit: none stated
    source: "6"
rights:
  - id: ask-for-review
    label: Ask for a review
    opens: review
    arises_from: {letter.sent: meeting-outcome}
    limit: 1 month
    source: "4"
    reading: R-001
    late: {rule: accept, source: "4"}
"""


def sound() -> dict[str, Any]:
    """Return a sound definition as plain values, fresh each time."""
    return deepcopy(_plain())


@cache
def _plain() -> dict[str, Any]:
    plain = read_yaml("sound.yaml", SOUND).plain
    assert isinstance(plain, dict)
    return plain


def one(rules: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Return the rule of this id."""
    return next(rule for rule in rules if rule["id"] == name)
