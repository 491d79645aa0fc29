"""Reads English news with spaCy: the pipeline, and the components that find actors, dates and quantities."""
