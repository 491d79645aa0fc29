"""Where each actor stands in the drawing: computed here, so that a page is the same each time and needs no physics.

The most connected actors are laid out so that distances on the page follow distances in the graph (stress majorization,
Gansner, Koren and North 2004), part by part where the graph falls into parts, and pushed apart until no labels overlap.
All others take the nearest free place beside those they deal with, which is fast for any number of them: the page opens
on the most connected ones and shows others when asked.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx
import numpy as np

ALL = 120  # up to so many actors are laid out together, as the page opens with all of them
CORE = 60  # of more actors so many, the ones that the page opens with
ROUNDS = 150
SPREADING = 240
LABEL_WIDTH, LABEL_HEIGHT = 170, 90  # room for a node and the name below it
STEP = 118  # from one actor to the next
ASPECT = 1.1  # what the panels leave of a screen is a little wider than high
TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: points in turn never fall on a line

type Position = tuple[int, int]
type Place = tuple[float, float]


def lay_out(ranked: Sequence[str], weights: Mapping[tuple[str, str], float]) -> dict[str, Position]:
    """A position for each of the actors, `ranked` from the most connected on, given how close pairs of them are."""
    closeness: dict[str, dict[str, float]] = {name: {} for name in ranked}
    for (one, other), weight in sorted(weights.items()):
        closeness[one][other] = closeness[one].get(other, 0) + weight
        closeness[other][one] = closeness[other].get(one, 0) + weight
    core = ranked if len(ranked) <= ALL else ranked[:CORE]
    placed = _pack([_stress(part) for part in _parts(core, closeness)])
    grid = _Grid(placed.values())
    positions = {name: (round(x), round(y)) for name, (x, y) in placed.items()}
    for name in ranked:
        if name not in positions:
            positions[name] = grid.take(*_wish(name, closeness[name], positions, grid.radius))
    return positions


def _parts(core: Sequence[str], closeness: Mapping[str, Mapping[str, float]]) -> list[networkx.Graph]:
    """The connected parts of the graph among the core, largest first, their nodes in the order of their rank.

    Lines at busy actors are longer, as there is more to stand around them.
    """
    inside = set(core)
    graph = networkx.Graph()
    graph.add_nodes_from(core)
    graph.add_edges_from((one, other) for one in core for other in closeness[one] if other in inside)
    for one, other, line in graph.edges(data=True):
        line["length"] = 1 + 0.12 * math.log2(graph.degree(one) * graph.degree(other))
    order = {name: rank for rank, name in enumerate(core)}
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(order[n] for n in part)))
    result = []
    for part in parts:
        ordered = networkx.Graph()
        ordered.add_nodes_from(sorted(part, key=order.__getitem__))
        ordered.add_edges_from(sorted(graph.subgraph(part).edges(data=True), key=lambda e: (order[e[0]], order[e[1]])))
        result.append(ordered)
    return result


def _stress(graph: networkx.Graph) -> dict[str, Place]:
    """Places of a connected graph's nodes, apart from each other as they are in the graph, without overlaps."""
    names = list(graph)
    count = len(names)
    if count == 1:
        return {names[0]: (0.0, 0.0)}
    lengths = dict(networkx.all_pairs_dijkstra_path_length(graph, weight="length"))
    wanted = np.array([[lengths[one][other] for other in names] for one in names], dtype=float)
    places = _classical_scaling(wanted) + np.array(_spiral(count, 0.05))
    weights = np.where(wanted > 0, 1 / np.maximum(wanted, 1e-9) ** 2, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(ROUNDS):
        apart = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=-1))
        ratio = np.where(apart > 1e-9, weights * wanted / np.maximum(apart, 1e-9), 0)
        places = inverse @ (np.diag(ratio.sum(axis=1)) - ratio) @ places
    places = _along_width(places) * (STEP * math.sqrt(ASPECT), STEP / math.sqrt(ASPECT))
    return _spread({name: (float(x), float(y)) for name, (x, y) in zip(names, places.round(3), strict=True)})


def _classical_scaling(wanted: np.ndarray) -> np.ndarray:
    """A start that is right but for the dimensions it drops (Torgerson 1952)."""
    count = len(wanted)
    centre = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centre @ wanted**2 @ centre)
    places: np.ndarray = _signed(vectors[:, -2:][:, ::-1]) * np.sqrt(np.maximum(values[-2:][::-1], 1e-9))
    return places


def _along_width(places: np.ndarray) -> np.ndarray:
    """The places turned so that they extend furthest from left to right."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned: np.ndarray = centred @ _signed(axes.T)
    return turned


def _signed(vectors: np.ndarray) -> np.ndarray:
    """Columns whose largest component is positive: their signs are free, and libraries differ in them."""
    largest = np.abs(vectors.round(6)).argmax(axis=0)
    signed: np.ndarray = vectors * np.where(vectors[largest, range(vectors.shape[1])] < 0, -1, 1)
    return signed


def _spiral(count: int, step: float) -> list[Place]:
    return [
        (step * math.sqrt(i + 0.5) * math.cos(i * TURN), step * math.sqrt(i + 0.5) * math.sin(i * TURN))
        for i in range(count)
    ]


def _spread(positions: Mapping[str, Place]) -> dict[str, Place]:
    """The positions pushed apart along the shorter way until no two labels overlap (or for SPREADING rounds)."""
    xs, ys = [x for x, _ in positions.values()], [y for _, y in positions.values()]
    for _ in range(SPREADING):
        moved = False
        for i in range(len(xs)):
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
    return {name: (xs[i], ys[i]) for i, name in enumerate(positions)}


def _pack(parts: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """All parts on one plane: the first in the middle, the others in rows below it, centred."""
    placed: dict[str, Place] = {}
    if not parts:
        return placed
    boxes = [_box(part.values()) for part in parts]
    widest = max(6.0 * LABEL_WIDTH, *(right - left for left, _, right, _ in boxes))
    rows: list[list[int]] = [[0]]
    for index in range(1, len(parts)):
        width = sum(boxes[i][2] - boxes[i][0] for i in (*rows[-1], index))
        if rows[-1] == [0] or width > widest:
            rows.append([])
        rows[-1].append(index)
    y = 0.0
    for row in rows:
        x = -sum(boxes[i][2] - boxes[i][0] for i in row) / 2
        for i in row:
            left, top, right, _ = boxes[i]
            for name, (own_x, own_y) in parts[i].items():
                placed[name] = (own_x - left + x, own_y - top + y)
            x += right - left
        y += max(boxes[i][3] - boxes[i][1] for i in row)
    return {name: (px, py - y / 2) for name, (px, py) in placed.items()}


def _box(places: Iterable[Place]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of places with the labels' room around them."""
    points = list(places)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        min(xs) - LABEL_WIDTH * 0.6, min(ys) - LABEL_HEIGHT * 0.6,
        max(xs) + LABEL_WIDTH * 0.6, max(ys) + LABEL_HEIGHT * 0.6,
    )  # fmt: skip


def _wish(name: str, near: Mapping[str, float], positions: Mapping[str, Position], radius: float) -> Place:
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

    def __init__(self, taken: Iterable[Place]) -> None:
        places = list(taken)
        self._taken = {
            (column, row)
            for x, y in places
            for column in (math.floor(x / LABEL_WIDTH), math.ceil(x / LABEL_WIDTH))
            for row in (math.floor(y / LABEL_HEIGHT), math.ceil(y / LABEL_HEIGHT))
        }
        self._full: dict[tuple[int, int], int] = {}
        self.radius = max((math.hypot(x, y * ASPECT) for x, y in places), default=0.0)

    def take(self, x: float, y: float) -> Position:
        """Take the free cell nearest to a point and return its place."""
        column, row = round(x / LABEL_WIDTH), round(y / LABEL_HEIGHT)
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
