// Moving about the map: drag, wheel, buttons; signs and names keep their size, and names give way to each other.

function startMapMoves(picture) {
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
}

function mapScale() {
  const box = mapParts.picture.getBoundingClientRect();
  return Math.min(box.width / mapBox[2], box.height / mapBox[3]) || 1;
}

function placeMap() {
  mapParts.picture.setAttribute("viewBox", mapBox.map((n) => n.toFixed(1)).join(" "));
  const size = (1 / mapScale()).toFixed(4);
  for (const fixed of mapParts.picture.querySelectorAll(".fixed")) {
    const { x, y, turn = "" } = fixed.dataset;
    fixed.setAttribute("transform", `translate(${x} ${y}) scale(${size}) ${turn}`);
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

// The states between which there are arcs, with some room around them and above the key; without any, the whole world.
function fitMap() {
  const places = [...new Set(mapPairs.flatMap(({ a, b }) => [a, b]))].map(placeOf);
  mapBox = [0, 0, ...world.size];
  if (places.length > 1) {
    const [xs, ys] = [places.map((p) => p[0]), places.map((p) => p[1])];
    const [left, right] = [Math.min(...xs) - 70, Math.max(...xs) + 90];
    const [top, bottom] = [Math.min(...ys) - 70, Math.max(...ys) + 60];
    mapBox = [left, top, Math.max(300, right - left), Math.max(140, bottom - top)];
  }
  placeMap();
  declutter();
}

// Where a name may stand: below its point, above, right, left, and at the corners.
const SIDES = [
  [0, 1, "middle"],
  [0, -1, "middle"],
  [1, 0, "start"],
  [-1, 0, "end"],
  [0.8, 0.75, "start"],
  [0.8, -0.75, "start"],
  [-0.8, 0.75, "end"],
  [-0.8, -0.75, "end"],
];
const HALF_LINE = 8;
const SHIFT = { start: 1, middle: 0, end: -1 };

// The busiest states' names first, then the arcs' signs; what has no room, or no arc, waits for a closer look.
const CLOSE = 1.4; // pixels to a unit of the map, of which the world has 1,545
function declutter() {
  const scale = mapScale();
  const at = ({ dataset }) => [Number(dataset.x) * scale, Number(dataset.y) * scale];
  const points = [...mapParts.points.children];
  const room = makeRoom();
  for (const point of points) {
    const [x, y] = at(point);
    const radius = Number(point.firstChild.getAttribute("r"));
    room.take([x - radius, y - radius, x + radius, y + radius]);
  }
  for (const point of points) {
    const [circle, text] = point.children;
    const [x, y] = at(point);
    const radius = Number(circle.getAttribute("r"));
    const half = text.getComputedTextLength() / 2 + 2;
    const free = SIDES.map(([dx, dy, anchor]) => {
      const [left, down] = [dx * (radius + 3), dy * (radius + HALF_LINE + 1)];
      const [cx, cy] = [x + left + SHIFT[anchor] * half, y + down];
      return { box: [cx - half, cy - HALF_LINE, cx + half, cy + HALF_LINE], anchor, left, down };
    }).find(({ box }) => room.isFree(box) && (scale > CLOSE || !point.matches(".idle")));
    text.classList.toggle("waiting", !free);
    if (!free) continue;
    room.take(free.box);
    decorate(text, { "text-anchor": free.anchor, x: free.left, y: free.down + 4 });
  }
  for (const sign of [...mapParts.arcs.querySelectorAll(".sign")].reverse()) {
    const [x, y] = at(sign);
    const half = sign.getComputedTextLength() / 2;
    const box = [x - half, y - HALF_LINE, x + half, y + HALF_LINE];
    const free = room.isFree(box);
    sign.classList.toggle("waiting", !free);
    if (free) room.take(box);
  }
}
