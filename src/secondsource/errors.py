"""Every error that secondsource raises on purpose.

SecondsourceError
├── SpanError         a span that is empty, reversed, or outside its report
├── ReportError       an input that cannot be read; the message says where and what to do
├── SettingsError     a setting, option or name that does not exist or does not fit
├── CaseError         a case file that cannot be opened, or does not hold what was asked for
├── EngineError       an engine that gave up on an archive; the message says how to go on
├── FetchError        an address that may not be fetched, or that did not answer as it should
└── ExtraNeededError       a part that needs an optional dependency
"""


class SecondsourceError(Exception):
    """Base of all errors of this package."""


class SpanError(SecondsourceError):
    """A span is empty, reversed, or lies outside its report."""


class ReportError(SecondsourceError):
    """An input cannot be read: where, what was found, what was expected, what to do."""


class SettingsError(SecondsourceError):
    """A setting, option or name does not exist or does not fit."""


class CaseError(SecondsourceError):
    """A case file cannot be opened, or does not hold what was asked for."""


class EngineError(SecondsourceError):
    """An engine gave up on an archive's tasks; what is done is kept."""


class FetchError(SecondsourceError):
    """An address may not be fetched, or did not answer as it should; the message is the reason.

    retry_after: seconds that the server asks us to wait, None where it does not. final: asking
    again would be of no use.
    """

    def __init__(
        self, reason: str, *, retry_after: float | None = None, final: bool = False
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.final = final


class ExtraNeededError(SecondsourceError):
    """An optional dependency is missing; the message names the extra that brings it."""
