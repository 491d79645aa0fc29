// Files of what is shown: a picture of the view, the graph for Gephi, the events for a spreadsheet.

function save(content, type, ending) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const slug =
    raw.title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "graph";
  el("a", { href: url, download: `${slug}-${state.view}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  announce(`${ending.toUpperCase()} saved`);
}

const escapeXml = (text) =>
  String(text)
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
// A field that starts like a formula would be run by a spreadsheet.
const csvField = (value) => {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

function eventsCsv(list) {
  const head = [
    "id",
    "date",
    "source",
    "relation",
    "target",
    "status",
    "claimed_by",
    "denied_by",
    "quantity",
    "unit",
    "about",
    "independent_sources",
    "outlets",
    "quote",
    "url",
  ];
  const lines = list.map((e) => [
    e.id,
    e.date,
    names(e.sources).join("; "),
    e.type.name,
    names(e.targets).join("; "),
    e.status.name,
    names(e.holders).join("; "),
    names(e.deniers).join("; "),
    e.quantity ? e.quantity.value : "",
    e.quantity ? e.quantity.unit : "",
    e.about,
    e.support,
    e.outlets.map((o) => outlets[o]).join("; "),
    e.claims[0]?.sentence || "",
    e.claims[0]?.article.url || "",
  ]);
  return [head, ...lines].map((line) => line.map(csvField).join(",")).join("\r\n");
}

// Only what is drawn: in the map and the dyads the states, elsewhere actors and bundles of the network view.
const shownGraph = () => {
  const { nodes, lines } =
    state.view === "map"
      ? foldEvents([...new Set(mapPairs.flatMap((pair) => pair.events))], stateOf)
      : state.view === "dyads"
        ? foldEvents(current.passing, stateOf)
        : scene(current);
  return { lines, nodes: nodes || [...new Set(lines.flatMap(({ bundle: b }) => [b.source, b.target]))] };
};

function eventsShown() {
  if (state.view === "table") return sorted(current.passing);
  return [...new Set(shownGraph().lines.flatMap((line) => line.events))].sort((a, b) => a.i - b.i);
}

function gexf() {
  const { nodes, lines } = shownGraph();
  const places = placesFor({ nodes, path: drawn.path });
  const node = (a) => {
    const [x, y] = places.get(a) || [0, 0];
    return `<node id="${escapeXml(a.id)}" label="${escapeXml(a.name)}"><attvalues><attvalue for="kind" value="${a.kind.name}"/><attvalue for="country" value="${escapeXml(a.country)}"/></attvalues><viz:position x="${x}" y="${-y}" z="0"/><viz:size value="${a.size}"/></node>`;
  };
  const edge = ({ bundle: b, events: members }, i) =>
    `<edge id="${i}" source="${escapeXml(b.source.id)}" target="${escapeXml(b.target.id)}" type="${b.directed ? "directed" : "undirected"}" weight="${members.length}" label="${b.cls.name}"><attvalues><attvalue for="class" value="${b.cls.name}"/><attvalue for="standing" value="${b.standing}"/><attvalue for="types" value="${[...new Set(members.map((e) => e.type.name))].map(escapeXml).join(" ")}"/></attvalues></edge>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph defaultedgetype="directed" mode="static">
<attributes class="node"><attribute id="kind" title="kind" type="string"/><attribute id="country" title="country" type="string"/></attributes>
<attributes class="edge"><attribute id="class" title="class" type="string"/><attribute id="standing" title="standing" type="string"/><attribute id="types" title="types" type="string"/></attributes>
<nodes>
${nodes.map(node).join("\n")}
</nodes><edges>
${lines.map(edge).join("\n")}
</edges></graph></gexf>
`;
}

function networkSvg() {
  const places = new Map(drawn.nodes.map((a) => [a.id, placeOnDrawing(a)]));
  const at = (a) => places.get(a.id);
  const bend = bends(drawn.lines);
  const [xs, ys] = [[...places.values()].map((p) => p[0]), [...places.values()].map((p) => p[1])];
  const [left, top] = [Math.min(...xs) - 90, Math.min(...ys) - 60];
  const [width, height] = [Math.max(...xs) + 90 - left, Math.max(...ys) + 70 - top];
  const lines = drawn.lines.map((line) => {
    const { bundle: b } = line;
    const [from, to] = [at(b.source), at(b.target)];
    const via = bendPoint(from, to, bend.get(b.key));
    const d = `M${from[0]} ${from[1]}Q${via[0]} ${via[1]} ${to[0]} ${to[1]}`;
    const middle = middleOf(from, to, bend.get(b.key));
    const back = Math.hypot(to[0] - via[0], to[1] - via[1]) || 1;
    const tip = [0, 1].map((k) => to[k] - ((to[k] - via[k]) / back) * (b.target.size + 2));
    const angle = (Math.atan2(to[1] - via[1], to[0] - via[0]) * 180) / Math.PI;
    return [
      b.standing === "contested" &&
        svg("path", { d, fill: "none", stroke: ink("band"), "stroke-width": edgeWidth(line.events.length) + 9 }),
      svg("path", {
        d,
        fill: "none",
        stroke: hue(b.cls),
        "stroke-width": edgeWidth(line.events.length),
        "stroke-dasharray": DASHES[b.standing]?.join(" "),
      }),
      b.directed &&
        svg("path", {
          d: "M0 0L-9 4.5V-4.5z",
          fill: hue(b.cls),
          transform: `translate(${tip[0]} ${tip[1]}) rotate(${angle})`,
        }),
      svg(
        "text",
        {
          x: middle[0],
          y: middle[1] + 4,
          "text-anchor": "middle",
          "font-size": 11,
          fill: hue(b.cls),
          stroke: ink("page"),
          "stroke-width": 4,
          "paint-order": "stroke",
        },
        lineLabel(line),
      ),
    ];
  });
  const nodes = drawn.nodes.map((a) =>
    svg(
      "g",
      { transform: `translate(${at(a)[0]} ${at(a)[1]})` },
      shapeOf(a.kind, a.size, { fill: ink(a.kind.name === "state" ? "node" : "node-other"), stroke: ink("page") }),
      svg(
        "text",
        {
          y: a.size + 15,
          "text-anchor": "middle",
          "font-size": 13,
          fill: ink("ink"),
          stroke: ink("page"),
          "stroke-width": 4,
          "paint-order": "stroke",
        },
        a.name,
      ),
    ),
  );
  return svg(
    "svg",
    { xmlns: SVG, viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": "system-ui, sans-serif" },
    svg("title", {}, raw.title),
    svg("rect", { x: left, y: top, width, height, fill: ink("page") }),
    lines,
    nodes,
  );
}

// The map as it is on screen, with the colours that its classes and properties stand for written out.
function mapSvg() {
  const copy = mapParts.picture.cloneNode(true);
  const pairs = [mapParts.picture, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  pairs[0].forEach((element, i) => {
    const looks = getComputedStyle(element);
    for (const name of ["fill", "stroke", "stroke-width", "opacity", "font-size", "visibility", "paint-order"])
      pairs[1][i].setAttribute(name, looks.getPropertyValue(name));
    pairs[1][i].removeAttribute("style");
  });
  const { width, height } = mapParts.picture.getBoundingClientRect();
  return decorate(copy, { xmlns: SVG, width, height, "font-family": "system-ui, sans-serif" });
}

// Tables as pictures: each cell where the browser put it.
function dyadsSvg() {
  const table = byId("view-dyads").querySelector("table");
  const frame = table.getBoundingClientRect();
  const cells = [...table.querySelectorAll("th, td")].map((cellElement) => {
    const box = cellElement.getBoundingClientRect();
    const looks = getComputedStyle(cellElement);
    const head = cellElement.tagName === "TH" && cellElement.closest("thead");
    const [x, y] = [box.left - frame.left, box.top - frame.top];
    const text = cellElement.innerText.trim();
    const place =
      head && box.height > 60
        ? { transform: `translate(${x + box.width / 2 + 4} ${y + box.height - 6}) rotate(-90)` }
        : { x: x + 5, y: y + box.height / 2 + 4 };
    return [
      svg("rect", { x, y, width: box.width, height: box.height, fill: looks.backgroundColor, stroke: ink("page") }),
      text && svg("text", { ...place, "font-size": 11, fill: looks.color }, text),
    ];
  });
  return svg(
    "svg",
    {
      xmlns: SVG,
      width: frame.width,
      height: frame.height,
      viewBox: `0 0 ${frame.width} ${frame.height}`,
      "font-family": "system-ui, sans-serif",
    },
    svg("rect", { width: frame.width, height: frame.height, fill: ink("page") }),
    cells,
  );
}

const picture = () =>
  new XMLSerializer().serializeToString({ network: networkSvg, map: mapSvg, dyads: dyadsSvg }[state.view]());

function savePng() {
  const [tag, text] = ["image/svg+xml", picture()];
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
    const canvas = el("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    const context = canvas.getContext("2d");
    context.fillStyle = ink("page");
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, "image/png", "png"), "image/png");
  };
  image.onerror = () => announce("This picture cannot be drawn");
  image.src = `data:${tag};charset=utf-8,${encodeURIComponent(text)}`;
}

const EXPORTS = [
  ["PNG", "picture of this view", savePng, (view) => view !== "table"],
  ["SVG", "picture to edit", () => save(picture(), "image/svg+xml", "svg"), (view) => view !== "table"],
  ["GEXF", "graph for Gephi", () => save(gexf(), "application/gexf+xml", "gexf"), () => true],
  ["CSV", "events for a spreadsheet", () => save(`\ufeff${eventsCsv(eventsShown())}`, "text/csv", "csv"), () => true],
];
