"""Runs the command line as `python -m kg`."""

from kg.commands import main

main()
