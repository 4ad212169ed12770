"""
In: the facts of points, answers, results, points sent elsewhere. Out: the blocks that say them.
"""

from reconvene.library.words.plain import listed, lowered, said_day
from reconvene.post.blocks import Blocks, Desk, Facts, Write, bullets, inline, paragraph, typed
from reconvene.post.letter import Block


def _points(desk: Desk, facts: Facts) -> Blocks:
    if "answers" in desk.draft.letter.says:
        return  # each point stands above its answer
    ours = [point for point in facts["points"] if not point["goes_to"]]
    outside = [point for point in facts["points"] if point["goes_to"]]
    yield paragraph(
        desk.say("points.intro-spoken" if facts["asks_whether_right"] else "points.intro")
    )
    if ours:
        yield bullets(
            [
                desk.say("points.item", words=inline(p["words"]), matter=lowered(p["matter"]))
                for p in ours
            ]
        )
    if outside:
        yield paragraph(desk.say("points.outside"))
        yield bullets([_outside(desk, point) for point in outside])


def _outside(desk: Desk, point: Facts) -> str:
    if point["sent"]:
        return desk.say("points.outside-sent", **_went(desk, point["sent"]))
    goes_to, matter = lowered(point["goes_to"]), lowered(point["matter"])
    return desk.say(
        "points.outside-item", words=inline(point["words"]), matter=matter, goes_to=goes_to
    )


def _answers(desk: Desk, facts: Facts) -> Blocks:
    for point in facts["points"]:
        yield Block("quote", (desk.say("answers.point", words=point["words"]),))
        for answer in point["answers"]:
            if answer["child"]:
                yield paragraph(desk.say("answers.for-child", child=desk.child(answer["child"])))
            yield paragraph(desk.say(f"answers.{answer['finding']}"), *typed(answer["answer"]))


def _actions(desk: Desk, facts: Facts) -> Blocks:
    lines = []
    for action in facts["actions"]:
        told = {"what": inline(action["what"]), "owner": desk.owner(action["owner"])}
        if action["by_on"]:
            by_on = said_day(action["by_on"])
            lines.append(desk.say("agreed-actions.item-by", by_on=by_on, **told))
        else:
            lines.append(desk.say("agreed-actions.item", **told))
    yield bullets(lines) if lines else paragraph(desk.say("agreed-actions.none"))


def _results(desk: Desk, facts: Facts) -> Blocks:
    for point in facts["points"]:
        yield Block("quote", (desk.say("results.point", words=point["words"]),))
        for result in point["results"]:
            told = {"label": lowered(result["label"]), "reasons": result["reasons"]}
            if result["child"]:
                child = desk.child(result["child"])
                yield paragraph(desk.say("results.result-child", child=child, **told))
            else:
                yield paragraph(desk.say("results.result", **told))
            if result["beside"]:
                yield paragraph(desk.say("results.beside", beside=listed(result["beside"])))


def _referred(desk: Desk, facts: Facts) -> Blocks:
    if not facts["referred"]:
        yield paragraph(desk.say("referred.none"))
        return
    yield paragraph(desk.say("referred.intro"))
    yield bullets([desk.say("referred.item", **_went(desk, sent)) for sent in facts["referred"]])


def _went(desk: Desk, sent: Facts) -> dict[str, str]:
    """Return the words for where a point went: what it said, to which process, whose, when."""
    agency = desk.draft.case.definition.by_id["agencies"].get(sent["agency"])
    return {
        "words": inline(sent["words"]),
        "channel": lowered(sent["channel"]),
        "agency": agency.label if agency else sent["agency"],
        "on": said_day(sent["on"]),
    }


WRITE: dict[str, Write] = {
    "points": _points,
    "answers": _answers,
    "agreed-actions": _actions,
    "results": _results,
    "referred": _referred,
}
