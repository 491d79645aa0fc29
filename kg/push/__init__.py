"""Copies a graph to a triple store elsewhere, graph by graph, and only what has changed since the last time."""
