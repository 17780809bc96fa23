"""A case for language-model clients: read-only tools over the Model Context Protocol."""

from secondsource.mcp.server import make_server

__all__ = ["make_server"]
