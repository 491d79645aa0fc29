"""Turns Natural Earth's outlines, as the npm package world-atlas redistributes them, into world.json.

    npm install world-atlas@2.0.2
    python -m kg.page.world.convert node_modules/world-atlas codes.json

`codes.json` maps ISO 3166-1 numeric codes to alpha-3 codes. Outlines come from the 1:110m data; places of states come
from the 1:10m data, which has the small ones too: each is the centroid of the state's largest polygon. places.json has
the places of territories that the source counts to another state, and of former states (at their capitals).
"""

import json
import math
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from kg.page.world import FOLDER

WIDTH = 1500  # of the projected world, in units of the drawing: about a pixel on a large screen
BEYOND = 45  # for the east of Russia, which reaches over the date line
FINEST = 0.6  # degrees between points of an outline: two units of the drawing
LEFT_OUT = frozenset({"Antarctica"})  # no actor of its own, and a quarter of the drawing's height
NAMED_CODES = {"Kosovo": "XKX"}  # no ISO code; XKX is the user-assigned one in common use

Point = tuple[float, float]
Ring = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth coordinates, x from -2.71 to 2.71 and y from -1.32 to 1.32, north up.

    Source: Šavrič, Patterson and Jenny, "The Equal Earth map projection", IJGIS 33 (2019).
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta
    return x, y


def _decode_arcs(topology: Mapping[str, object]) -> list[Ring]:
    transform = topology["transform"]
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]  # type: ignore[index]
    arcs = []
    for deltas in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(_thin(arc))
    return arcs


def _thin(arc: Ring) -> Ring:
    """The arc without points nearer than FINEST to the one before; its ends stay, so that borders still meet."""
    kept = arc[:1]
    for point in arc[1:-1]:
        if math.dist(kept[-1], point) >= FINEST:
            kept.append(point)
    return [*kept, *arc[-1:]]


def read_countries(path: Path) -> Iterator[tuple[str, str, list[Ring]]]:
    """Yield (numeric code or "", name, outer rings in degrees) for each country of a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _decode_arcs(topology)
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry.get("arcs", [])
        polygons = [polygons] if geometry["type"] == "Polygon" else polygons
        rings = []
        for polygon in polygons:
            ring: Ring = []
            for index in polygon[0]:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring.extend(arc[1:] if ring else arc)
            rings.append(_unwrap(ring))
        yield geometry.get("id") or "", geometry["properties"]["name"], rings


def _unwrap(ring: Ring) -> Ring:
    """The ring without jumps from 180 to -180 degrees: what lies beyond the date line goes on to the east."""
    whole = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((whole[-1][0] - longitude) / 360)
        whole.append((longitude + 360 * turns, latitude))
    west = min(longitude for longitude, _ in whole) < -180
    return [(longitude + 360 * west, latitude) for longitude, latitude in whole]


def _area_and_centroid(ring: Ring) -> tuple[float, Point]:
    doubled = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        doubled += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    if not doubled:
        return 0.0, ring[0]
    return abs(doubled) / 2, (x_sum / (3 * doubled), y_sum / (3 * doubled))


def make_world(atlas: Path, codes: Mapping[str, str]) -> dict[str, object]:
    """The content of world.json, from the folder of world-atlas and the codes' table."""
    right, _ = project(180, 0)
    scale = WIDTH / (2 * right)
    _, top = project(0, 84)
    _, bottom = project(0, -57)

    def place(longitude: float, latitude: float) -> tuple[int, int]:
        x, y = project(longitude, latitude)
        return round((x + right) * scale), round((top - y) * scale)

    lands = []
    for number, name, rings in read_countries(atlas / "countries-110m.json"):
        if name in LEFT_OUT:
            continue
        path = ""
        for ring in rings:
            points = [place(*point) for point in ring]
            steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
            steps = [step for step in steps if step != (0, 0)]
            if len(steps) < 3:
                continue  # smaller than a pixel
            moves = "".join(f"{dx}{dy:+}" if dx < 0 or not i else f" {dx}{dy:+}" for i, (dx, dy) in enumerate(steps))
            path += f"M{points[0][0]} {points[0][1]}l{moves}z"
        lands.append([codes.get(number) or NAMED_CODES.get(name, ""), path])
    largest: dict[str, tuple[float, tuple[int, int]]] = {}
    for number, name, rings in read_countries(atlas / "countries-10m.json"):
        code = codes.get(number) or NAMED_CODES.get(name)
        if code and name not in LEFT_OUT:
            area, centroid = max(_area_and_centroid(ring) for ring in rings)
            if code not in largest or area > largest[code][0]:
                largest[code] = (area, place(*centroid))
    places = json.loads((FOLDER / "places.json").read_text(encoding="utf-8"))
    largest |= {code: (0.0, place(*point)) for code, point in places.items()}
    return {
        "size": [WIDTH + BEYOND, round((top - bottom) * scale)],
        "lands": sorted(lands),
        "points": {code: list(point) for code, (_, point) in sorted(largest.items())},
    }


if __name__ == "__main__":
    _, atlas_folder, codes_file = sys.argv
    world = make_world(Path(atlas_folder), json.loads(Path(codes_file).read_text(encoding="utf-8")))
    (FOLDER / "world.json").write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
