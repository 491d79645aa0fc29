// The map view: states where they are, and what they do to each other as arcs. Persons count for their state.

const world = JSON.parse(byId("kg-world").textContent);
const placeOf = (entity) => (Object.hasOwn(world.points, entity.country) ? world.points[entity.country] : null);
let mapBox = [0, 0, ...world.size];
let mapParts = null;
let mapLines = [];

function startMap() {
  const land = svg(
    "g",
    { class: "lands" },
    world.lands.map(([code, d]) => svg("path", { d, "data-code": code })),
  );
  const arcs = svg("g", { class: "arcs" });
  const points = svg("g", { class: "points" });
  const picture = svg(
    "svg",
    {
      id: "map",
      class: "map",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "map",
      preserveAspectRatio: "xMidYMid meet",
      "aria-label": "Map of states. Arrow keys go from state to state, Enter opens one, question mark lists all keys.",
    },
    land,
    arcs,
    points,
  );
  const note = el("p", { class: "map-note", id: "map-note" });
  byId("view-map").append(picture, note, cameraButtons({ zoom: zoomMap, fit: fitMap }));
  mapParts = { picture, arcs, points, note };
  fitMap();
  let held = null;
  picture.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoomMap(event.deltaY < 0 ? 1.15 : 1 / 1.15, event);
    },
    { passive: false },
  );
  picture.addEventListener("pointerdown", (event) => {
    held = { x: event.clientX, y: event.clientY, box: [...mapBox], moved: false, id: event.pointerId };
  });
  picture.addEventListener("pointermove", (event) => {
    if (!held) return;
    const scale = mapScale();
    const [dx, dy] = [(event.clientX - held.x) / scale, (event.clientY - held.y) / scale];
    if (!held.moved && Math.hypot(dx, dy) * scale < 4) return;
    if (!held.moved) picture.setPointerCapture(held.id);
    held.moved = true;
    mapBox = [held.box[0] - dx, held.box[1] - dy, held.box[2], held.box[3]];
    placeMap();
  });
  const drop = () => {
    held = null;
  };
  picture.addEventListener("pointerup", drop);
  picture.addEventListener("pointercancel", drop);
  picture.addEventListener("click", (event) => event.target.closest(".arc, .point") || select());
}

function mapScale() {
  const box = mapParts.picture.getBoundingClientRect();
  return Math.min(box.width / mapBox[2], box.height / mapBox[3]) || 1;
}

function placeMap() {
  mapParts.picture.setAttribute("viewBox", mapBox.map((n) => n.toFixed(1)).join(" "));
  const scale = mapScale();
  for (const point of mapParts.points.children) {
    point.setAttribute(
      "transform",
      `translate(${point.dataset.x} ${point.dataset.y}) scale(${(1 / scale).toFixed(4)})`,
    );
  }
  for (const head of mapParts.arcs.querySelectorAll(".head")) {
    const { x, y, angle, back } = head.dataset;
    head.setAttribute(
      "transform",
      `translate(${x} ${y}) scale(${(1 / scale).toFixed(4)}) rotate(${angle}) translate(${-back} 0)`,
    );
  }
}

function zoomMap(factor, event) {
  const [x, y, w, h] = mapBox;
  const width = Math.min(world.size[0] * 1.2, Math.max(60, w / factor));
  const height = (width / w) * h;
  const box = mapParts.picture.getBoundingClientRect();
  const scale = mapScale();
  const at = event
    ? [
        x + w / 2 + (event.clientX - box.left - box.width / 2) / scale,
        y + h / 2 + (event.clientY - box.top - box.height / 2) / scale,
      ]
    : [x + w / 2, y + h / 2];
  mapBox = [at[0] - ((at[0] - x) * width) / w, at[1] - ((at[1] - y) * height) / h, width, height];
  placeMap();
  declutter();
}

// The states that are there, with some room; the whole world if they are far apart.
function fitMap() {
  const places = [...new Set(mapLines.flatMap(({ bundle: b }) => [b.source, b.target]))].map(placeOf).filter(Boolean);
  mapBox = [0, 0, ...world.size];
  if (places.length > 1) {
    const [xs, ys] = [places.map((p) => p[0]), places.map((p) => p[1])];
    const [left, right, top, bottom] = [
      Math.min(...xs) - 90,
      Math.max(...xs) + 90,
      Math.min(...ys) - 60,
      Math.max(...ys) + 60,
    ];
    mapBox = [left, top, Math.max(300, right - left), Math.max(140, bottom - top)];
  }
  placeMap();
  declutter();
}

// An arc leaves on its right-hand side, so that two ways between two states stay apart; several share the room.
function arcPath([x1, y1], [x2, y2], rank) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  const bend = length * 0.12 + 7 + rank * (5 + length * 0.03);
  const [viaX, viaY] = [(x1 + x2) / 2 - (dy / length) * bend, (y1 + y2) / 2 + (dx / length) * bend];
  return { d: `M${x1} ${y1}Q${viaX} ${viaY} ${x2} ${y2}`, heading: (Math.atan2(y2 - viaY, x2 - viaX) * 180) / Math.PI };
}

function drawMap(result) {
  if (!mapParts) startMap();
  const first = !mapLines.length;
  const { lines, outside } = foldEvents(result.passing, stateOf);
  mapLines = lines.filter(({ bundle: b }) => placeOf(b.source) && placeOf(b.target));
  const unplaced = lines.length - mapLines.length;
  const degree = new Map();
  for (const { bundle: b, events: members } of mapLines) {
    for (const end of [b.source, b.target]) degree.set(end, (degree.get(end) || 0) + members.length);
  }
  const most = Math.max(1, ...degree.values());
  const radiusOf = (entity) => 3 + 7 * Math.sqrt(degree.get(entity) / most);
  const chosen = state.select;
  const ranks = new Map();
  const lit = (b) =>
    !chosen ||
    (chosen[0] === "entity" && [b.source.id, b.target.id].includes(chosen[1])) ||
    (chosen[0] === "pair" && chosen.includes(b.source.id) && chosen.includes(b.target.id)) ||
    chosen[0] === "event" ||
    chosen[0] === "bundle";
  replace(
    mapParts.arcs,
    mapLines
      .sort((a, b) => a.events.length - b.events.length)
      .map((line) => {
        const { bundle } = line;
        const way = `${bundle.source.i} ${bundle.target.i}`;
        const rank = ranks.get(way) || 0;
        ranks.set(way, rank + 1);
        const to = placeOf(bundle.target);
        const { d, heading } = arcPath(placeOf(bundle.source), to, rank);
        const colour = `var(--class-${bundle.cls.name})`;
        return svg(
          "g",
          {
            class: `arc${lit(bundle) ? "" : " faded"}`,
            onclick: () => select("pair", bundle.source.id, bundle.target.id),
            onpointermove: (event) => showTip(event, ...lineTip(line)),
            onpointerleave: hideTip,
          },
          svg("path", { d, class: "reach" }),
          bundle.standing === "contested" && svg("path", { d, class: "band" }),
          svg("path", {
            d,
            class: "stroke",
            style: { stroke: colour },
            "stroke-width": (edgeWidth(line.events.length) * 0.75).toFixed(1),
            "stroke-dasharray": DASHES[bundle.standing]?.join(" "),
          }),
          bundle.directed &&
            svg("path", {
              class: "head",
              d: "M0 0L-7.5 3.2V-3.2z",
              style: { fill: colour },
              data: { x: to[0], y: to[1], angle: heading, back: radiusOf(bundle.target) + 1 },
            }),
        );
      }),
  );
  replace(
    mapParts.points,
    [...degree]
      .sort((a, b) => b[1] - a[1] || a[0].i - b[0].i)
      .map(([entity]) => {
        const [x, y] = placeOf(entity);
        const radius = radiusOf(entity);
        return svg(
          "g",
          {
            class: `point${chosen?.[0] === "entity" && chosen[1] === entity.id ? " chosen" : ""}`,
            data: { x, y, id: entity.id },
            onclick: () => select("entity", entity.id),
            onpointermove: (event) => showTip(event, ...actorTip(entity)),
            onpointerleave: hideTip,
          },
          svg("circle", { r: radius }),
          svg("text", { y: radius + 12, "text-anchor": "middle" }, entity.name),
        );
      }),
  );
  const notes = [];
  if (outside) notes.push(`${plural(outside, "event")} not between two states`);
  if (unplaced) notes.push(`${plural(unplaced, "line")} of states with no place on the map`);
  replace(
    mapParts.note,
    notes.length ? `Not on the map: ${notes.join("; ")}.` : "",
    " Persons count for their state. Map: Natural Earth.",
  );
  if (first) fitMap();
  else {
    placeMap();
    declutter();
  }
}

// The names of the busiest states first, each below, above or beside its point; one with no room there waits for a zoom.
const SIDES = [
  [0, 1, "middle"],
  [0, -1, "middle"],
  [1, 0, "start"],
  [-1, 0, "end"],
];

function declutter() {
  const scale = mapScale();
  const points = [...mapParts.points.children].map((point) => {
    const [circle, text] = point.children;
    const radius = Number(circle.getAttribute("r"));
    return {
      point,
      text,
      radius,
      x: Number(point.dataset.x) * scale,
      y: Number(point.dataset.y) * scale,
      half: text.textContent.length * 3.3,
    };
  });
  const taken = points.map(({ x, y, radius: r }) => [x - r, y - r, x + r, y + r]);
  const clash = (a) => (b) => a[2] > b[0] && a[0] < b[2] && a[3] > b[1] && a[1] < b[3];
  for (const { point, text, radius, x, y, half } of points) {
    const free = SIDES.map(([dx, dy, anchor]) => {
      const [cx, cy] = [x + dx * (radius + half + 4), y + dy * (radius + 9)];
      return { box: [cx - half, cy - 6, cx + half, cy + 6], anchor, at: [dx * (radius + 4), dy * (radius + 9) + 4] };
    }).find(({ box }) => !taken.some(clash(box)));
    text.classList.toggle("waiting", !free && !point.classList.contains("chosen"));
    if (!free) continue;
    taken.push(free.box);
    decorate(text, { "text-anchor": free.anchor, x: free.at[0], y: free.at[1] });
  }
}
