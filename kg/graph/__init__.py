"""The graph that users hold: its folder, its tables, its network of entities and events."""
