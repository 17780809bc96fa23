"""Resolves who speaks, inside each report and across the story; unnamed stays unnamed."""

from secondsource.speakers.resolve import resolve_speakers, speaker_of

__all__ = ["resolve_speakers", "speaker_of"]
