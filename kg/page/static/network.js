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

// What a user added to the pyvis Network by hand, between actors of the graph or nodes of his own.
const keyOf = (id) => (entityById.has(id) ? nodeKey(entityById.get(id)) : `added ${id}`);
const added = {
  nodes: raw.drawing.added.nodes.map((n) => ({ ...n, id: keyOf(n.id), title: undefined })),
  edges: raw.drawing.added.edges.map((e, i) => ({
    ...e,
    id: `added ${i}`,
    from: keyOf(e.from),
    to: keyOf(e.to),
    title: undefined,
  })),
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
  const { names: shifts, signs } = placeLabels(drawn, places, bend, lit);
  sync(nodeData, [...drawn.nodes.map((a) => nodeStyle(a, places.get(a), lit, shifts.get(a))), ...added.nodes]);
  const styled = drawn.lines.map((line) => {
    const { key } = line.bundle;
    return edgeStyle(line, bend.get(key), lit, signs.has(key));
  });
  sync(edgeData, [...styled, ...added.edges]);
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
  if (place)
    drawing.moveTo({
      position: { x: place[0], y: place[1] },
      offset: { x: 0, y: -byId("canvas").clientHeight * 0.28 },
      animation: false,
    });
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
  if (what === "entity" && placeOnDrawing(entityById.get(id)))
    drawing.selectNodes([nodeKey(entityById.get(id))], false);
  else if (what === "bundle" && lineByKey.has(id))
    drawing.setSelection({ nodes: [], edges: [lineKey(bundleByKey.get(id))] }, { highlightEdges: false });
  else drawing.unselectAll();
}

function startNetwork() {
  const stage = byId("view-network");
  const canvas = el("div", {
    class: "canvas",
    id: "canvas",
    tabindex: 0,
    role: "application",
    "aria-roledescription": "graph",
    "aria-label":
      "Network of actors. Arrow keys go from actor to actor, Enter opens one, question mark lists all keys.",
  });
  stage.append(canvas, cameraButtons({ zoom: zoomNetwork, fit: fitNetwork }));
  keepCamera();
  drawing = new vis.Network(
    canvas,
    { nodes: nodeData, edges: edgeData },
    {
      ...raw.drawing.options,
      autoResize: true,
      interaction: {
        hover: true,
        keyboard: false,
        selectConnectedEdges: false,
        hoverConnectedEdges: false,
        tooltipDelay: 1e9,
        zoomSpeed: 0.6,
      },
      layout: { improvedLayout: false },
    },
  );
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
const selectLine = ({ bundle }) =>
  bundle.folded ? select("pair", bundle.source.id, bundle.target.id) : select("bundle", bundle.key);

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
  drawing.moveTo({ scale: drawing.getScale() * (innerWidth > 900 ? 0.92 : 0.8), animation: false });
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

const cameraButtons = ({ zoom, fit }) =>
  el(
    "div",
    { class: "camera", role: "group", "aria-label": "Zoom" },
    button("+", () => zoom(1.3), { "aria-label": "Zoom in", title: "Zoom in (+)" }),
    button("−", () => zoom(1 / 1.3), { "aria-label": "Zoom out", title: "Zoom out (−)" }),
    button("⤢", fit, { "aria-label": "Fit to screen", title: "Fit to screen (0)" }),
  );
