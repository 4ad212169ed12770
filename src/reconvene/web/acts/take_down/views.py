"""The views of taking down a complaint."""

from django.http import HttpRequest, HttpResponse


def begin(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def take_down(request: HttpRequest, step: str) -> HttpResponse:
    return HttpResponse()


def taken_down(request: HttpRequest, reference: str) -> HttpResponse:
    return HttpResponse()
