// Where things stand in the network view and how they look there, given what is selected.

// The surroundings of one actor stand around it, the steps of a path in a row; else everyone stands where Python put him.
function placesFor(view) {
  const places = new Map(view.nodes.map((a) => [a, [a.x, a.y]]));
  if (state.path && view.path) {
    view.path.forEach((a, i) => places.set(a, [(i - (view.path.length - 1) / 2) * 190, (i % 2) * 70 - 35]));
  } else if (state.ego) {
    const centre = entityById.get(state.ego);
    const others = view.nodes.filter((a) => a !== centre);
    const inner = others.length <= 14 ? others.length : Math.ceil(others.length * 0.36);
    places.set(centre, [0, 0]);
    others.forEach((a, i) => {
      const ring = i < inner ? 0 : 1;
      const count = ring ? others.length - inner : inner;
      const angle = (2 * Math.PI * (ring ? i - inner : i)) / count - Math.PI / 2 + ring * 0.13;
      const radius =
        Math.max(210, (inner * 105) / (2 * Math.PI)) + ring * Math.max(150, (count * 92) / (2 * Math.PI) - 210);
      places.set(a, [radius * 1.25 * Math.cos(angle), radius * 0.92 * Math.sin(angle)]);
    });
  }
  for (const [id, place] of state.pins) if (places.has(entityById.get(id))) places.set(entityById.get(id), place);
  return places;
}

// Which actors and bundles the selection is about; null: all of them alike.
function litBy(selected, view) {
  if (!selected) return null;
  const [what, id] = selected;
  if (what === "entity") {
    const centre = standIn(entityById.get(id));
    if (!view.nodes.includes(centre)) return null;
    return {
      nodes: new Set([centre, ...(view.near.get(centre)?.keys() || [])]),
      touches: (b) => b.source === centre || b.target === centre,
    };
  }
  if (what === "bundle") {
    const bundle = bundleByKey.get(id);
    return lineByKey.has(id) ? { nodes: new Set([bundle.source, bundle.target]), touches: (b) => b === bundle } : null;
  }
  if (what === "event") {
    const event = eventById.get(id);
    const on = new Set(event.actors.map(standIn));
    const own = new Set(view.lines.filter((line) => line.events.includes(event)).map((line) => line.bundle));
    return own.size ? { nodes: on, touches: (b) => own.has(b) } : null;
  }
  if (what === "pair") {
    const pair = [id, selected[2]].map((one) => standIn(entityById.get(one)));
    const own = new Set(
      view.lines.map((line) => line.bundle).filter((b) => pair.includes(b.source) && pair.includes(b.target)),
    );
    return own.size ? { nodes: new Set(pair), touches: (b) => own.has(b) } : null;
  }
  return null;
}

// Bundles between the same two actors fan out evenly, whichever way they point.
function bends(lines) {
  const between = new Map();
  for (const line of lines) {
    const { source, target } = line.bundle;
    const key = source.i < target.i ? `${source.i} ${target.i}` : `${target.i} ${source.i}`;
    if (!between.has(key)) between.set(key, []);
    between.get(key).push(line);
  }
  const result = new Map();
  for (const group of between.values()) {
    group.forEach((line, i) => {
      // Never quite straight: vis-network draws no band behind a straight line.
      const side = (i - (group.length - 1) / 2) * Math.min(0.26, 0.9 / group.length) || 0.02;
      result.set(line.bundle.key, line.bundle.source.i < line.bundle.target.i ? side : -side);
    });
  }
  return result;
}

// The way an edge bends, as vis-network computes it for its curved edges, and the middle of the curve.
function bendPoint([x1, y1], [x2, y2], bend) {
  const radius = Math.hypot(x2 - x1, y2 - y1);
  const reach = (Math.abs(bend) * 0.5 + 0.5) * radius;
  const turn = Math.atan2(y1 - y2, x2 - x1) + (0.5 + bend * 0.5) * Math.PI;
  return [x1 + reach * Math.sin(turn), y1 + reach * Math.cos(turn)];
}
// A line with a head ends before its target, so that its middle, where the sign stands, is nearer to its source.
const HEAD = 9;
function middleOf(from, to, bend, back = 0) {
  const via = bendPoint(from, to, bend);
  const last = Math.hypot(to[0] - via[0], to[1] - via[1]) || 1;
  const end = [0, 1].map((k) => to[k] - ((to[k] - via[k]) / last) * back);
  return [0, 1].map((k) => (from[k] + 2 * via[k] + end[k]) / 4);
}

function nodeStyle(actor, [x, y], lit, adjust) {
  const faded = lit && !lit.nodes.has(actor);
  const chosen = state.select?.[0] === "entity" && state.select[1] === actor.id;
  const hollow = actor.kind.name === "place";
  const colour = ink(actor.kind.name === "state" ? "node" : "node-other");
  return {
    id: nodeKey(actor),
    x,
    y,
    size: actor.size,
    shape: actor.kind.shape === "ellipse" ? "dot" : actor.kind.shape,
    // A label cannot be taken away by "": vis-network would keep the old one drawn.
    label: adjust === undefined && !chosen ? " " : wrapped(actor.name),
    opacity: faded ? 0.25 : 1,
    borderWidth: chosen ? 4 : state.pins.has(actor.id) ? 3 : 1.5,
    borderWidthSelected: 4,
    color: {
      background: hollow ? ink("page") : colour,
      border: chosen || state.pins.has(actor.id) ? ink("accent") : hollow ? colour : ink("page"),
      highlight: { background: hollow ? ink("page") : colour, border: ink("accent") },
      hover: { background: hollow ? ink("page") : colour, border: ink("accent") },
    },
    font: {
      color: faded ? ink("faded") : ink("ink"),
      size: nameSize(actor),
      strokeWidth: 5,
      strokeColor: ink("page"),
      face: FACE,
      vadjust: adjust ?? -2,
    },
    ...actor.changes,
  };
}

function edgeStyle(line, bend, lit, signed) {
  const { bundle } = line;
  const faded = lit && !lit.touches(bundle);
  const colour = hue(bundle.cls);
  const width = edgeWidth(line.events.length);
  const chosen = state.select?.[0] === "bundle" && state.select[1] === bundle.key;
  return {
    id: lineKey(bundle),
    from: nodeKey(bundle.source),
    to: nodeKey(bundle.target),
    label: signed ? lineLabel(line) : " ",
    arrows: { to: { enabled: bundle.directed, scaleFactor: 0.65 } },
    arrowStrikethrough: false,
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.14 : 0.9 },
    width: chosen ? width + 1 : width,
    dashes: DASHES[bundle.standing] || false,
    background: {
      enabled: bundle.standing === "contested" && !faded,
      color: ink("band"),
      size: width + (chosen ? 12 : 7),
      dashes: false,
    },
    smooth: { enabled: true, type: bend >= 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) },
    font: {
      color: colour,
      size: signSize(),
      strokeWidth: 5,
      strokeColor: ink("page"),
      face: FACE,
      align: "horizontal",
    },
    ...bundle.changes,
  };
}
