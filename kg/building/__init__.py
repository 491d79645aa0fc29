"""Builds a graph from articles: collects them, reads what is new, consolidates all, writes the folder.

Paths of articles come in, a `kg.graph.graph.Graph` goes out (`kg.building.builder.build`), and with a folder its files.
Readings are kept in that folder, so that a build that was stopped goes on and a later one reads only what is new.
"""
