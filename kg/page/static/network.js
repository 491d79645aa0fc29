// The network view: vis-network draws the nodes and bundles where Python placed them, and this keeps it in step with the
// filters. Selecting fades what has nothing to do with the selection.

const nodeData = new vis.DataSet();
const edgeData = new vis.DataSet();
let drawing = null;
let drawn = { nodes: [], lines: [], near: new Map(), degree: new Map(), total: 0, path: null };
let lineByKey = new Map();

// vis-network keeps nodes and edges in plain objects, where an id such as "__proto__" is lost: it gets keys of ours.
const nodeKey = (actor) => `n${actor.i}`;
const lineKey = (bundle) => `e${bundle.folded ? bundle.key : bundle.i}`;
const actorOf = (key) => (/^n\d+$/.test(key ?? "") ? entities[Number(key.slice(1))] : null);
const lineOf = (key) => drawn.lines.find(({ bundle }) => lineKey(bundle) === key);

function placeOnDrawing(actor) {
  const key = nodeKey(actor);
  if (!drawing || !nodeData.get(key)) return null;
  const { x, y } = drawing.getPositions([key])[key];
  return [x, y];
}

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
      const radius = Math.max(210, (inner * 105) / (2 * Math.PI)) + ring * Math.max(150, (count * 92) / (2 * Math.PI) - 210);
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
    return { nodes: new Set([centre, ...(view.near.get(centre)?.keys() || [])]), touches: (b) => b.source === centre || b.target === centre };
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
    const own = new Set(view.lines.map((line) => line.bundle).filter((b) => pair.includes(b.source) && pair.includes(b.target)));
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

// Far out the names would be too small to read: they grow against the scale, in steps, as far as there is room.
let labelScale = 1;
const scaleLabels = () => Math.round(10 * Math.min(1.7, Math.max(1, 0.72 / drawing.getScale()))) / 10;
const rescale = later(() => {
  if (scaleLabels() !== labelScale) drawNetwork(current);
});

// A name on two lines at most, broken between words.
const LINE = 18;
function wrapped(name) {
  if (name.length <= LINE) return name;
  let at = name.lastIndexOf(" ", LINE);
  if (at < 5) at = name.indexOf(" ");
  if (at < 0 || at > LINE + 6) return `${name.slice(0, LINE + 6)}…`;
  const rest = name.slice(at + 1);
  return `${name.slice(0, at)}\n${rest.length > LINE + 4 ? `${rest.slice(0, LINE + 3)}…` : rest}`;
}

function nodeStyle(actor, [x, y], lit) {
  const faded = lit && !lit.nodes.has(actor);
  const chosen = state.select?.[0] === "entity" && state.select[1] === actor.id;
  const hollow = actor.kind.name === "place";
  const colour = ink(actor.kind.name === "state" ? "node" : "node-other");
  return {
    id: nodeKey(actor), x, y, size: actor.size, shape: actor.kind.shape === "ellipse" ? "dot" : actor.kind.shape,
    label: wrapped(actor.name),
    opacity: faded ? 0.25 : 1, borderWidth: chosen ? 4 : state.pins.has(actor.id) ? 3 : 1.5, borderWidthSelected: 4,
    color: {
      background: hollow ? ink("page") : colour, border: chosen || state.pins.has(actor.id) ? ink("accent") : hollow ? colour : ink("page"),
      highlight: { background: hollow ? ink("page") : colour, border: ink("accent") },
      hover: { background: hollow ? ink("page") : colour, border: ink("accent") },
    },
    font: {
      color: faded ? ink("faded") : ink("ink"), size: Math.round((14 + Math.max(0, actor.size - 9) * 0.4) * labelScale), strokeWidth: 5,
      strokeColor: ink("page"), face: "system-ui, sans-serif", vadjust: -2,
    },
    ...actor.changes,
  };
}

function edgeStyle(line, bend, lit) {
  const { bundle } = line;
  const faded = lit && !lit.touches(bundle);
  const colour = hue(bundle.cls);
  const width = edgeWidth(line.events.length);
  const chosen = state.select?.[0] === "bundle" && state.select[1] === bundle.key;
  // An edge's label cannot be taken away by "": vis-network would keep the old one drawn.
  const label = faded || (view60() && line.events.length < 2 && bundle.standing === "fact" && !lit) ? " " : lineLabel(line);
  return {
    id: lineKey(bundle), from: nodeKey(bundle.source), to: nodeKey(bundle.target), label,
    arrows: { to: { enabled: bundle.directed, scaleFactor: 0.65 } }, arrowStrikethrough: false,
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.14 : 0.9 },
    width: chosen ? width + 1 : width, dashes: DASHES[bundle.standing] || false,
    background: { enabled: bundle.standing === "contested" && !faded, color: ink("band"), size: width + (chosen ? 12 : 7), dashes: false },
    smooth: { enabled: true, type: bend >= 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) },
    font: { color: colour, size: Math.round(13 * labelScale), strokeWidth: 5, strokeColor: ink("page"), face: "system-ui, sans-serif", align: "horizontal" },
    ...bundle.changes,
  };
}
// A single plain event needs no sign of its own once there are many lines: the hue says enough until it is looked at.
const view60 = () => drawn.lines.length > 40;

// What a user added to the pyvis Network by hand, between actors of the graph or nodes of his own.
const keyOf = (id) => (entityById.has(id) ? nodeKey(entityById.get(id)) : `added ${id}`);
const added = {
  nodes: raw.drawing.added.nodes.map((n) => ({ ...n, id: keyOf(n.id), title: undefined })),
  edges: raw.drawing.added.edges.map((e, i) => ({ ...e, id: `added ${i}`, from: keyOf(e.from), to: keyOf(e.to), title: undefined })),
};

function sync(data, wanted) {
  const ids = new Set(wanted.map((item) => item.id));
  const gone = data.getIds().filter((id) => !ids.has(id));
  if (gone.length) data.remove(gone);
  if (wanted.length) data.update(wanted);
}

function drawNetwork(result) {
  const before = drawn;
  if (drawing) labelScale = scaleLabels();
  drawn = scene(result);
  lineByKey = new Map(drawn.lines.map((line) => [line.bundle.key, line]));
  const places = placesFor(drawn);
  const lit = litBy(state.select, drawn);
  const bend = bends(drawn.lines);
  sync(nodeData, [...drawn.nodes.map((a) => nodeStyle(a, places.get(a), lit)), ...added.nodes]);
  sync(edgeData, [...drawn.lines.map((line) => edgeStyle(line, bend.get(line.bundle.key), lit)), ...added.edges]);
  const other = before.nodes.length !== drawn.nodes.length || before.nodes.some((a, i) => a !== drawn.nodes[i]);
  if (!drawing) startNetwork();
  else if (other && !keepCamera(before)) fitNetwork();
  selectDrawn();
  uncover();
}

// On a narrow screen the details lie over the lower part of the drawing: what they are about moves above them.
let uncovered = null;
function uncover() {
  const [what, id] = state.select || [];
  if (uncovered === id || innerWidth > 900) return;
  uncovered = id;
  const place = what === "entity" && placeOnDrawing(entityById.get(id));
  if (place) drawing.moveTo({ position: { x: place[0], y: place[1] }, offset: { x: 0, y: -byId("canvas").clientHeight * 0.28 }, animation: false });
}

// Filters that only thin out the picture leave it where it is; another picture (focus, path) is brought into view.
let lastFrame = "";
function keepCamera() {
  const frame = JSON.stringify([state.ego, state.path, state.limit, state.fold]);
  const same = frame === lastFrame;
  lastFrame = frame;
  return same;
}

function selectDrawn() {
  const [what, id] = state.select || [];
  if (what === "entity" && placeOnDrawing(entityById.get(id))) drawing.selectNodes([nodeKey(entityById.get(id))], false);
  else if (what === "bundle" && lineByKey.has(id)) drawing.setSelection({ nodes: [], edges: [lineKey(bundleByKey.get(id))] }, { highlightEdges: false });
  else drawing.unselectAll();
}

function startNetwork() {
  const stage = byId("view-network");
  const canvas = el("div", {
    class: "canvas", id: "canvas", tabindex: 0, role: "application", "aria-roledescription": "graph",
    "aria-label": "Network of actors. Arrow keys go from actor to actor, Enter opens one, question mark lists all keys.",
  });
  stage.append(canvas, cameraButtons({ zoom: zoomNetwork, fit: fitNetwork }));
  keepCamera();
  drawing = new vis.Network(canvas, { nodes: nodeData, edges: edgeData }, {
    ...raw.drawing.options, autoResize: true,
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, hoverConnectedEdges: false, tooltipDelay: 1e9, zoomSpeed: 0.6 },
    layout: { improvedLayout: false },
  });
  // vis-network makes its frame a stop for the Tab key without a name; the element around it is the one to stop at.
  canvas.querySelector(".vis-network")?.removeAttribute("tabindex");
  if (state.camera) moveCamera(state.camera);
  else fitNetwork();
  if (scaleLabels() !== labelScale) drawNetwork(current);
  drawing.on("click", ({ nodes, edges }) => {
    const [actor, line] = [actorOf(nodes[0]), lineOf(edges[0])];
    if (actor) select("entity", actor.id);
    else if (line) selectLine(line);
    else if (!nodes.length) select();
  });
  drawing.on("doubleClick", ({ nodes }) => actorOf(nodes[0]) && expand(actorOf(nodes[0]).id));
  drawing.on("dragStart", ({ nodes }) => nodes.length && hideTip());
  drawing.on("dragEnd", ({ nodes }) => (nodes.length ? pinDrawn(nodes.map(actorOf).filter(Boolean)) : saveCamera()));
  drawing.on("zoom", () => {
    saveCamera();
    rescale();
  });
  drawing.on("hoverNode", ({ node, event }) => actorOf(node) && showTip(event, ...actorTip(actorOf(node))));
  drawing.on("hoverEdge", ({ edge, event }) => lineOf(edge) && showTip(event, ...lineTip(lineOf(edge))));
  drawing.on("blurNode", hideTip);
  drawing.on("blurEdge", hideTip);
  canvas.addEventListener("pointerleave", hideTip);
}

// A line between stand-ins has no events of its own: it opens all that is between the two.
const selectLine = ({ bundle }) => (bundle.folded ? select("pair", bundle.source.id, bundle.target.id) : select("bundle", bundle.key));

function pinDrawn(list) {
  const pins = new Map(state.pins);
  for (const actor of list) pins.set(actor.id, placeOnDrawing(actor));
  update({ pins });
}

function saveCamera() {
  const { x, y } = drawing.getViewPosition();
  state.camera = [Math.round(x), Math.round(y), Number(drawing.getScale().toFixed(3))];
  saveLink();
}

const moveCamera = ([x, y, scale]) => drawing.moveTo({ position: { x, y }, scale, animation: false });

// On a narrow screen a picture of everything would be too small to read: it opens on the middle instead.
const leastScale = () => (innerWidth > 900 ? 0.32 : 0.42);
function fitNetwork() {
  drawing.fit({ animation: false, maxZoomLevel: 1.15 });
  // Names reach further than the nodes that vis-network fits.
  drawing.moveTo({ scale: drawing.getScale() * 0.92, animation: false });
  if (drawing.getScale() < leastScale()) {
    const [first] = [...drawn.nodes].sort((a, b) => b.events.length - a.events.length);
    const at = first && placeOnDrawing(first);
    const middle = drawing.getViewPosition();
    const near = at ? { x: (at[0] + middle.x) / 2, y: (at[1] + middle.y) / 2 } : middle;
    drawing.moveTo({ position: near, scale: leastScale(), animation: false });
  }
  state.camera = null;
  saveLink();
  rescale();
}

function zoomNetwork(factor) {
  drawing.moveTo({ scale: Math.min(4, Math.max(0.08, drawing.getScale() * factor)), animation: false });
  saveCamera();
  rescale();
}

const cameraButtons = ({ zoom, fit }) => el("div", { class: "camera", role: "group", "aria-label": "Zoom" },
  button("+", () => zoom(1.3), { "aria-label": "Zoom in", title: "Zoom in (+)" }),
  button("−", () => zoom(1 / 1.3), { "aria-label": "Zoom out", title: "Zoom out (−)" }),
  button("⤢", fit, { "aria-label": "Fit to screen", title: "Fit to screen (0)" }));

// What an analyst does with an actor.
function expand(id) {
  const near = neighbours(restrict(current).lines).get(standIn(entityById.get(id)));
  const found = [...(near?.keys() || [])].filter((a) => !drawn.nodes.includes(a));
  update({ expanded: new Set([...state.expanded, id, ...found.map((a) => a.id)]) });
  announce(found.length ? `${plural(found.length, "more actor")} shown` : "All its counterparts are shown");
}
const hide = (id) => update({ hidden: new Set([...state.hidden, id]), select: null, ego: state.ego === id ? null : state.ego });
const focus = (id) => update({ ego: id, path: null, select: ["entity", id], view: "network" });
const unpin = (id) => update({ pins: new Map([...state.pins].filter(([pinned]) => pinned !== id)) });
const pin = (id) => pinDrawn([entityById.get(id)]);
const pathBetween = (a, b) => update({ path: [a, b], ego: null, select: ["path"], view: "network" });

// Brings an actor into view, adding it to the picture if it is not there.
function goTo(id) {
  const actor = standIn(entityById.get(id));
  if (state.view === "network" && !drawn.nodes.includes(actor)) {
    update({ expanded: new Set([...state.expanded, actor.id]), hidden: new Set([...state.hidden].filter((h) => h !== actor.id)), ego: null, path: null });
  }
  select("entity", id);
  const place = state.view === "network" && placeOnDrawing(actor);
  if (!place) return;
  const seen = drawing.canvasToDOM({ x: place[0], y: place[1] });
  const box = byId("canvas");
  if (seen.x < 40 || seen.y < 40 || seen.x > box.clientWidth - 40 || seen.y > box.clientHeight - 40) {
    drawing.moveTo({ position: { x: place[0], y: place[1] }, animation: false });
    saveCamera();
  }
}
