"""The command `secondsource`: one file a command, each importing its stages when it runs."""

from secondsource.cli.app import main

__all__ = ["main"]
