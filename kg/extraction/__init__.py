"""Finds claims in a parsed document: triggers, their arguments, factuality and holder."""
