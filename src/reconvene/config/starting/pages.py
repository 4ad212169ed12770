"""Whether everything that pages are drawn with lies where it is served from, as this release has it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage

from reconvene.config.starting.refusal import Refusal

if TYPE_CHECKING:
    from django.contrib.staticfiles.apps import StaticFilesConfig
    from django.contrib.staticfiles.storage import ManifestFilesMixin


def not_collected(settings: Any) -> Iterator[Refusal]:
    """Return why no page could be drawn in full: styles and scripts that were not put in place."""
    if settings.IS_DEMO:
        return  # it serves them from where they are made
    if not settings.STATICFILES_DIRS:
        yield Refusal(
            "not-built",
            "The styles and scripts of the pages were not made. Run `make install`, or install a "
            "package of Reconvene that has them.",
        )
    elif not _is_in_place(Path(settings.STATIC_ROOT)):
        yield Refusal(
            "not-collected",
            "The styles and scripts of the pages are not where they are served from, or are those "
            "of another release. Run `manage.py collectstatic --no-input`.",
        )


def _ours() -> Iterator[tuple[str, bytes]]:
    passed_over = cast("StaticFilesConfig", apps.get_app_config("staticfiles")).ignore_patterns
    for finder in get_finders():
        for name, storage in finder.list(passed_over):
            with storage.open(name) as file:
                yield name, file.read()


def _is_in_place(folder: Path) -> bool:
    try:
        served = cast("ManifestFilesMixin", staticfiles_storage).hashed_files
    except ValueError:  # the list of them is cut short
        return False
    return all(
        name in served and (folder / served[name]).is_file() and _says(folder / name, content)
        for name, content in _ours()
    )


def _says(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content
