"""Where each actor stands in the drawing: computed here, so that a page is the same each time and needs no physics.

The most connected actors are laid out by forces (ForceAtlas2, Jacomy et al. 2014, as networkx has it), then pushed
apart until their labels do not overlap. All others take the nearest free place beside those they deal with, which is
fast for any number of them: the page opens on the most connected ones and shows others when asked.
"""

import math
from collections.abc import Mapping, Sequence

import networkx

CORE = 120  # as many as a reader can take in at once, and as many as the page opens with at most
ITERATIONS = 300
LABEL_WIDTH, LABEL_HEIGHT = 118, 66  # room for a node and the name below it
ASPECT = 1.5  # screens are wider than high
TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: points in turn never fall on a line

Position = tuple[int, int]


def lay_out(ranked: Sequence[str], weights: Mapping[tuple[str, str], float]) -> dict[str, Position]:
    """A position for each of the actors, `ranked` from the most connected on, given how close pairs of them are."""
    closeness: dict[str, dict[str, float]] = {name: {} for name in ranked}
    for (one, other), weight in sorted(weights.items()):
        closeness[one][other] = closeness[one].get(other, 0) + weight
        closeness[other][one] = closeness[other].get(one, 0) + weight
    core = [name for name in ranked[:CORE] if closeness[name]]
    placed = _spread(_forces(core, closeness))
    grid = _Grid(placed.values())
    positions = {name: (round(x), round(y)) for name, (x, y) in placed.items()}
    for name in ranked:
        if name not in positions:
            positions[name] = grid.take(*_wish(name, closeness[name], positions, grid.radius))
    return positions


def _spiral(count: int, step: float) -> list[tuple[float, float]]:
    return [
        (step * math.sqrt(i + 0.5) * math.cos(i * TURN), step * math.sqrt(i + 0.5) * math.sin(i * TURN))
        for i in range(count)
    ]


def _forces(core: Sequence[str], closeness: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[float, float]]:
    """Positions by ForceAtlas2, component by component in one drawing, scaled so that there is room for the labels."""
    graph = networkx.Graph()
    graph.add_nodes_from(core)
    inside = set(core)
    for name in core:
        for other, weight in closeness[name].items():
            if other in inside and name < other:
                graph.add_edge(name, other, weight=1 + math.log2(weight))
    if len(core) < 2:
        return dict.fromkeys(core, (0.0, 0.0))
    start = dict(zip(core, _spiral(len(core), 1.0), strict=True))
    found = networkx.forceatlas2_layout(
        graph, pos=start, max_iter=ITERATIONS, scaling_ratio=3.0, gravity=1.2, weight="weight", linlog=False, seed=1
    )
    x_mean = sum(x for x, _ in found.values()) / len(core)
    y_mean = sum(y for _, y in found.values()) / len(core)
    spread = math.sqrt(sum((x - x_mean) ** 2 + (y - y_mean) ** 2 for x, y in found.values()) / len(core)) or 1.0
    scale = math.sqrt(len(core)) * LABEL_WIDTH * 0.52 / spread
    return {
        name: (float(x - x_mean) * scale * ASPECT**0.5, float(y - y_mean) * scale / ASPECT**0.5)
        for name, (x, y) in ((name, found[name]) for name in core)
    }


def _spread(positions: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The positions pushed apart, pair by pair along the shorter way, until no two labels overlap (or 80 rounds)."""
    names = list(positions)
    xs = [positions[name][0] for name in names]
    ys = [positions[name][1] for name in names]
    for _ in range(80):
        moved = False
        for i in range(len(names)):
            for j in range(i):
                dx, dy = xs[i] - xs[j], ys[i] - ys[j]
                over_x, over_y = LABEL_WIDTH - abs(dx), LABEL_HEIGHT - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x < over_y:
                    push = math.copysign(over_x / 2, dx)
                    xs[i], xs[j] = xs[i] + push, xs[j] - push
                else:
                    push = math.copysign(over_y / 2, dy)
                    ys[i], ys[j] = ys[i] + push, ys[j] - push
        if not moved:
            break
    return {name: (xs[i], ys[i]) for i, name in enumerate(names)}


def _wish(
    name: str, near: Mapping[str, float], positions: Mapping[str, Position], radius: float
) -> tuple[float, float]:
    """Where an actor would stand: just outside the middle of those it deals with; with none, at the rim."""
    known = [(positions[other], weight) for other, weight in near.items() if other in positions]
    if not known:
        angle = len(positions) * TURN
        return (radius + LABEL_WIDTH) * math.cos(angle), (radius + LABEL_WIDTH) * math.sin(angle) / ASPECT
    total = sum(weight for _, weight in known)
    x = sum(place[0] * weight for place, weight in known) / total
    y = sum(place[1] * weight for place, weight in known) / total
    return x * 1.15, y * 1.15


class _Grid:
    """Which places are taken, in cells as large as a label."""

    def __init__(self, taken: "Sequence[tuple[float, float]] | object") -> None:
        places = list(taken)  # type: ignore[call-overload]
        self._taken = {self._cell(x, y) for x, y in places}
        self._full: dict[tuple[int, int], int] = {}
        self.radius = max((math.hypot(x, y * ASPECT) for x, y in places), default=0.0)

    @staticmethod
    def _cell(x: float, y: float) -> tuple[int, int]:
        return round(x / LABEL_WIDTH), round(y / LABEL_HEIGHT)

    def take(self, x: float, y: float) -> Position:
        """Take the free cell nearest to a point and return its place."""
        column, row = self._cell(x, y)
        ring = self._full.get((column, row), 0)  # rings up to here are known to be full
        while True:
            cells = [
                (math.hypot(dx * LABEL_WIDTH, dy * LABEL_HEIGHT), dx, dy)
                for dx in range(-ring, ring + 1)
                for dy in ((-ring, ring) if abs(dx) != ring else range(-ring, ring + 1))
                if (column + dx, row + dy) not in self._taken
            ]
            if cells:
                _, dx, dy = min(cells)
                self._taken.add((column + dx, row + dy))
                return (column + dx) * LABEL_WIDTH, (row + dy) * LABEL_HEIGHT
            ring += 1
            self._full[column, row] = ring
