"""Mutating a subject: as many as are drawn, one after another, and what each came to."""

from collections.abc import Iterator
from datetime import date

from assurance.last_run import Mutated, Score
from assurance.marks import ROOT
from assurance.mutations.making import Mutation, drawn
from assurance.mutations.running import Bench, Verdict, bench
from assurance.mutations.subjects import read_harmless, read_subjects
from assurance.sabotage import copied


def mutated(name: str, count: int | None, seed: int, today: date) -> Mutated:
    """
    Mutate one subject, say each verdict aloud, and return what it came to by module.

    Args:
        name: Of the subject.
        count: At most how many; None for all there are.
        seed: Draws the same ones again, as long as the modules are the same.
        today: Noted with the figures.

    Raises:
        RedBefore: The tests of the subject do not pass as it stands.
    """
    subject = read_subjects()[name]
    texts = subject.texts(ROOT)
    found = Mutated(on=today.isoformat(), seed=seed, modules={file: Score() for file in texts})
    with copied() as tree:
        ready = bench(tree, subject)
        for number, one in enumerate(drawn(texts, count, seed), start=1):
            verdict = _verdict(one, ready)
            add(found.modules[one.file], one, verdict)
            print(f"{name} {number}: {verdict}: {one}", flush=True)
    return found


def add(score: Score, one: Mutation, verdict: Verdict) -> None:
    """Add what came of a mutation to what is known of its module."""
    match verdict:
        case Verdict.NOTICED | Verdict.ENDLESS:
            score.noticed += 1
        case Verdict.UNNOTICED:
            score.unnoticed = (*score.unnoticed, str(one))
        case Verdict.NOT_RUN:
            score.not_run += 1
        case Verdict.HARMLESS:
            score.harmless += 1


def not_noticed(found: Mutated) -> Iterator[str]:
    """Yield every mutation of a subject that nothing noticed, by module."""
    for score in found.modules.values():
        yield from score.unnoticed


def _verdict(one: Mutation, ready: Bench) -> Verdict:
    if any(known.is_it(one) for known in read_harmless()):
        return Verdict.HARMLESS
    return ready.verdict(one)
