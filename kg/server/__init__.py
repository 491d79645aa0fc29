"""Serves a graph over HTTP: the SPARQL protocol, the Graph Store protocol, pages to read; needs the extra `serve`."""
