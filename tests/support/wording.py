"""Wordings that fail to say something."""

from reconvene.post.wording.shape import Passage, Wording


def silenced(wording: Wording, content: str, name: str) -> Wording:
    """The same wording, with nothing that states one thing."""

    def quiet(passage: Passage) -> Passage:
        if passage.states == name:
            return passage.model_copy(update={"states": "nothing"})
        return passage.model_copy(
            update={
                "bullets": tuple(map(quiet, passage.bullets)),
                "passages": tuple(map(quiet, passage.passages)),
            }
        )

    said = wording.contents[content]
    quieter = said.model_copy(update={"passages": tuple(map(quiet, said.passages))})
    return wording.model_copy(update={"contents": {**wording.contents, content: quieter}})
