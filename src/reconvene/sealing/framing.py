"""In: fields. Out: bytes that no other list of fields gives."""

from functools import lru_cache

_SHORT = 256
_LENGTHS = [length.to_bytes(4, "big") for length in range(_SHORT)]  # a record has very many


def framed(*fields: bytes) -> bytes:
    """Return the fields with the length of each before it, so that no two lists look alike."""
    parts = []
    for field in fields:
        length = len(field)
        parts.append(_LENGTHS[length] if length < _SHORT else length.to_bytes(4, "big"))
        parts.append(field)
    return b"".join(parts)


@lru_cache(4096)
def framed_text(text: str) -> bytes:
    """Return one field of text, framed; for what stands in clear, and comes again and again."""
    return framed(text.encode())
