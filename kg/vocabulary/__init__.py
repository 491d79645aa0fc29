"""Reviewed vocabulary: actors, places, offices, weapons, relation types and the words that tell facts from claims.

One YAML file a kind, and one module that reads it into typed entries; no name of any of them stands in Python code.
"""
