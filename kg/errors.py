"""The errors that kg raises on purpose.

KgError
├── InputError        an article or table that cannot be read (names the file and the place in it)
├── VocabularyError   a vocabulary file that breaks its own rules (names the file and the entry)
├── ModelError        a spaCy pipeline that is missing or lacks a component
├── GraphError        a graph folder that is missing, damaged or of another version
└── QueryError        a SPARQL text that cannot be parsed or run within its limits

Every message says what happened, where, what was found and what is allowed, in one line.
"""


class KgError(Exception):
    """Base of all errors that kg raises on purpose; the command line prints it as one line."""


class InputError(KgError):
    """An article or table that cannot be read."""


class VocabularyError(KgError):
    """A vocabulary file that breaks its own rules."""


class ModelError(KgError):
    """A spaCy pipeline that is missing or lacks a component."""


class GraphError(KgError):
    """A graph folder that is missing, damaged or of another version."""


class QueryError(KgError):
    """A SPARQL text that cannot be parsed or run within its limits."""


def root_cause(error: BaseException) -> str:
    """The innermost reason of an error, on one line."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    return " ".join(str(error).split())
