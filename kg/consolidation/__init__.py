"""Consolidation: from what each article says to the entities and events of the world, with the evidence for each.

`reprints` asks which articles are copies; `entities` (with `register`, `sightings`, `likeness`, `names`) who is one;
`acts`, `blocking`, `matching` and `clusters` which claims are about one event; `events` (with `status` and `evidence`)
what is to be said of it; `ties` what lasts. `corpus` runs them all.
"""

from kg.consolidation.corpus import consolidate, consolidate_files

__all__ = ["consolidate", "consolidate_files"]
