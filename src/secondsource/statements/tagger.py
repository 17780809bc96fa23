"""The interface that the rules and a trained tagger share; it stands with the models."""

from secondsource.models import Tagger

__all__ = ["Tagger"]
