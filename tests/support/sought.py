"""Looking for words in a list, as its form does."""

from django.test import Client


def led_to(client: Client, path: str, **typed: str) -> str:
    """Return the address that a list leads to, where something is typed in its form."""
    answer = client.post(path, typed)
    assert answer.status_code == 302, answer.status_code
    return answer["Location"]
