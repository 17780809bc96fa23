"""How many independent sources does this story really have? Offline, with the exact passages.

>>> import secondsource as ss
>>> brief = ss.check(["reports/"])            # doctest: +SKIP
>>> brief.corroborations[0].badge             # doctest: +SKIP
'single'

Names are loaded when they are first used, so that the import costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from secondsource.version import __version__

if TYPE_CHECKING:
    from secondsource.api import CheckedBrief, check
    from secondsource.derivation import load_outlets
    from secondsource.errors import (
        ExtraNeededError,
        ReportError,
        SecondsourceError,
        SettingsError,
        SpanError,
    )
    from secondsource.model import Brief, Report, Span
    from secondsource.reports import read_reports
    from secondsource.settings import Settings

_HOMES = {
    "Brief": "model",
    "CheckedBrief": "api",
    "ExtraNeededError": "errors",
    "Report": "model",
    "ReportError": "errors",
    "SecondsourceError": "errors",
    "Settings": "settings",
    "SettingsError": "errors",
    "Span": "model",
    "SpanError": "errors",
    "check": "api",
    "load_outlets": "derivation",
    "read_reports": "reports",
}

__all__ = [
    "Brief",
    "CheckedBrief",
    "ExtraNeededError",
    "Report",
    "ReportError",
    "SecondsourceError",
    "Settings",
    "SettingsError",
    "Span",
    "SpanError",
    "__version__",
    "check",
    "load_outlets",
    "read_reports",
]


def __getattr__(name: str) -> object:
    """The public name, from the module that owns it."""
    if name not in _HOMES:
        raise AttributeError(
            f"secondsource has no {name!r}; it has: {', '.join(name for name in __all__)}"
        )
    return getattr(import_module(f"secondsource.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return __all__
