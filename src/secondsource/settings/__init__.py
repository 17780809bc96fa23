"""Every number that a stage reads, with its unit and where it comes from; one class per stage."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from json import dumps

from secondsource.settings.edges import (
    ArchiveSettings,
    BriefSettings,
    WeighSettings,
)
from secondsource.settings.joining import (
    AlignmentSettings,
    CandidateSettings,
    SpeakerSettings,
    StorySettings,
)
from secondsource.settings.judging import (
    CorroborationSettings,
    DerivationSettings,
)
from secondsource.settings.reading import (
    BackgroundSettings,
    ReportSettings,
    StatementSettings,
    TaggerSettings,
    TextSettings,
)

__all__ = [
    "AlignmentSettings",
    "ArchiveSettings",
    "BackgroundSettings",
    "BriefSettings",
    "CandidateSettings",
    "CorroborationSettings",
    "DerivationSettings",
    "ReportSettings",
    "Settings",
    "SpeakerSettings",
    "StatementSettings",
    "StorySettings",
    "TaggerSettings",
    "TextSettings",
    "WeighSettings",
]


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
