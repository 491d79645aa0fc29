"""The command line: `kg build`, `kg info`, `kg query`, `kg page`, `kg export`, `kg validate`, `kg extract`.

One module a command. Each imports what it needs when it runs, so that `kg --help` answers at once.
"""

from kg.commands.app import app, main

__all__ = ["app", "main"]
