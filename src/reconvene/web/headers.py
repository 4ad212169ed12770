"""What every answer says to the browser besides its page: what may be loaded, and what is kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing but what this server itself sends, and no script or style inside a page."""

POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


ON_EVERY_ANSWER = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": POWERS,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Headers:
    """Put the site's headers on every answer; an answer's own word on being kept is left."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        for name, value in ON_EVERY_ANSWER.items():
            response[name] = value
        response.setdefault("Cache-Control", "no-store")
        return response
