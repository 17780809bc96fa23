"""Every number that a stage reads, with its unit and where it comes from; one class per stage."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from json import dumps


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """Limits on what is read; they hold for every input."""

    max_bytes: int = 20_000_000  # one document, after expansion
    max_ratio: int = 100  # expanded bytes to packed bytes, above 1 MB
    max_depth: int = 4  # archives inside archives, folders not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSettings:
    """What counts as boilerplate and as a repeated block."""

    min_repeat_words: int = 8  # a block shorter than this may stand twice by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSettings:
    """How statements are found by rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSettings:
    """Fingerprints: winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """When two reports tell of one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSettings:
    """When two names are one speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentSettings:
    """When passages are reused, quotations the same, claims the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationSettings:
    """Bits of evidence for and against that one report derives from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroborationSettings:
    """How origins and speakers are counted, and when values contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one run; hashed into the manifest."""

    reports: ReportSettings = field(default_factory=ReportSettings)
    text: TextSettings = field(default_factory=TextSettings)
    statements: StatementSettings = field(default_factory=StatementSettings)
    candidates: CandidateSettings = field(default_factory=CandidateSettings)
    stories: StorySettings = field(default_factory=StorySettings)
    speakers: SpeakerSettings = field(default_factory=SpeakerSettings)
    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    derivation: DerivationSettings = field(default_factory=DerivationSettings)
    corroboration: CorroborationSettings = field(default_factory=CorroborationSettings)

    def fingerprint(self) -> str:
        """SHA-256 of all settings, for the manifest."""
        return hashlib.sha256(dumps(asdict(self), sort_keys=True).encode()).hexdigest()
