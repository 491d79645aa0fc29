"""The graph as RDF: its IRIs, its model and ontology, its files, its queries and checks."""
