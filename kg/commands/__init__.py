"""The command line: `kg build`, `info`, `query`, `page`, `export`, `validate`, `extract` and `explain`.

One module a command. Each imports what it needs when it runs, so that `kg --help` answers at once.
"""

from kg.commands.app import app, main

__all__ = ["app", "main"]
