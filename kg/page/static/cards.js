// The parts that panels are made of: an event with its evidence, counterparts as bars, a timeline.

const nameButton = (entity) =>
  entity.drawn || entity.events.length
    ? button(entity.name, () => goTo(entity.id), { class: "name" })
    : el("span", { class: "name" }, entity.name);
const nameList = (list) => list.map((e, i) => [i ? (i === list.length - 1 ? " and " : ", ") : "", nameButton(e)]);

// A sentence with the words marked that name the act (1) and those who take part (0).
function marked(sentence, marks) {
  const parts = [];
  let at = 0;
  for (let i = 0; i < marks.length; i += 3) {
    const [start, end, what] = marks.slice(i, i + 3);
    if (start < at) continue;
    parts.push(sentence.slice(at, start), el("mark", { class: what ? "act" : "actor" }, sentence.slice(start, end)));
    at = end;
  }
  return [...parts, sentence.slice(at)];
}

const STANCES = {
  reported: "said by",
  alleged: "alleged by",
  planned: "announced by",
  denied: "denied by",
  negated: "ruled out by",
  conditional: "put as a condition by",
};

function cite(article) {
  const title = article.title || "article";
  return el(
    "footer",
    {},
    el("cite", {}, outlets[article.outlet]),
    article.date && `, ${dateText(article.date)}: `,
    article.date ? "" : ": ",
    article.url ? link(article.url, title) : title,
  );
}

function quotes(claim) {
  const stance = claim.holders.length > 0 && [
    STANCES[claim.factuality] || "said by",
    " ",
    joined(names(claim.holders)),
  ];
  return [
    el(
      "blockquote",
      { class: denies(claim) ? "denial" : null },
      el("p", {}, marked(claim.sentence, claim.marks)),
      stance && el("p", { class: "stance" }, stance),
      claim.inferred && el("p", { class: "stance" }, "follows from what is said"),
      cite(claim.article),
    ),
    claim.denials.map(
      (denial) =>
        denial.sentence !== claim.sentence &&
        el(
          "blockquote",
          { class: "denial" },
          el("p", {}, denial.sentence),
          el("p", { class: "stance" }, "denied by ", joined(names(denial.holders)) || "someone unnamed"),
          cite(claim.article),
        ),
    ),
  ];
}

const FIRST_QUOTES = 2;
const denies = (claim) => claim.factuality === "denied" || claim.factuality === "negated";

// Who hears one side hears the other: a claim first, then a denial, then the rest as they come.
function bothSides(list) {
  const first = list.find((c) => !denies(c)) || list[0];
  const second = list.find((c) => c !== first && denies(c)) || list.find((c) => c !== first && c.denials.length);
  return [first, second, ...list.filter((c) => c !== first && c !== second)].filter(Boolean);
}

function evidence(event) {
  const box = el("div", { class: "evidence" });
  const show = (all) =>
    replace(
      box,
      bothSides(event.claims)
        .slice(0, all ? undefined : FIRST_QUOTES)
        .map(quotes),
      !all &&
        event.claims.length > FIRST_QUOTES &&
        button(`${plural(event.claims.length - FIRST_QUOTES, "more quote")}`, () => show(true), { class: "more" }),
    );
  show(false);
  if (raw.aggregated) {
    const own = event.actors.filter((a) => pages.has(a.id));
    replace(
      box,
      own.length
        ? [
            "Sentences and sources: ",
            own.map((a, i) => [i ? ", " : "", el("a", { href: pages.get(a.id) }, `the page of ${a.name}`)]),
          ]
        : "The sentences are not in this page.",
    );
  }
  return box;
}

const ROLE_LABELS = { place: "Where", instrument: "With", about: "About", via: "Through", beneficiary: "For" };
const roleLabel = (role) =>
  (Object.hasOwn(ROLE_LABELS, role) && ROLE_LABELS[role]) ||
  role.charAt(0).toUpperCase() + role.slice(1).replaceAll("_", " ");

// The outlets that say it, or that deny it, in words of their own: where no one else is named for it.
const inOwnWords = (event, denying) => [
  ...new Set(
    event.claims.filter((c) => denies(c) === denying && !c.holders.length).map((c) => outlets[c.article.outlet]),
  ),
];

// Who says so and who denies it: actors, and outlets in words of their own.
function sidesOf(event) {
  const contested = event.status.standing === "contested";
  const [told, denied] = [inOwnWords(event, false), event.deniers.length ? [] : inOwnWords(event, true)];
  const list = (people, own) => [nameList(people), people.length > 0 && own.length > 0 && ", and ", own.join(", ")];
  const sides = [];
  if (event.holders.length || (contested && told.length))
    sides.push([contested ? "Claimed by" : "Said by", list(event.holders, contested ? told : [])]);
  if (event.deniers.length || denied.length) sides.push(["Denied by", list(event.deniers, denied)]);
  return sides;
}

function eventCard(event) {
  const facts = [];
  const fact = (label, ...value) => facts.push(el("dt", {}, label), el("dd", {}, ...value));
  fact("When", event.date || !event.reported ? dateText(event.date) : `not said; ${whenText(event)}`);
  for (const [label, who] of sidesOf(event)) fact(label, who);
  if (event.quantity) fact("Quantity", quantityText(event.quantity));
  if (event.about) fact("About", event.about);
  for (const [role, who] of event.others) if (who.length) fact(roleLabel(role), nameList(who));
  fact("Sources", plural(event.support, "independent report"));
  return el(
    "article",
    { class: `event ${event.status.standing} ${event.status.name}`, data: { id: event.id } },
    el(
      "header",
      {},
      el(
        "div",
        { class: "event-top" },
        classMark(event.type.cls),
        el("span", { class: "event-type", title: event.type.definition }, event.type.label),
        statusBadge(event.status),
      ),
      el("h3", {}, sentenceOf(event)),
    ),
    el("dl", {}, facts),
    evidence(event),
  );
}

const byDate = (list) => [...list].sort((a, b) => (b.when ?? -1e9) - (a.when ?? -1e9) || a.i - b.i);
const FIRST_EVENTS = 12;

function eventList(list) {
  const box = el("div", { class: "event-list" });
  const ordered = byDate(list);
  const show = (count) =>
    replace(
      box,
      ordered.slice(0, count).map(eventCard),
      ordered.length > count &&
        button(`Show ${Math.min(50, ordered.length - count)} more of ${ordered.length}`, () => show(count + 50), {
          class: "more",
        }),
    );
  show(FIRST_EVENTS);
  return box;
}

// Months from left to right, cooperation up and conflict down, contested events hollow.
function timeline(list, label) {
  const dated = list.filter(isPrecise);
  if (dated.length < 2) return null;
  const [first, last] = [
    Math.min(...dated.map((e) => monthOf(e.from))),
    Math.max(...dated.map((e) => monthOf(e.from))),
  ];
  const start = Math.max(first, last - 95);
  const count = Math.max(12, last - start + 1);
  const [up, down] = [new Map(), new Map()];
  for (const event of dated) {
    const month = monthOf(event.from);
    if (month >= start) add(event.type.intensity < 0 ? down : up, month);
  }
  const most = Math.max(...up.values(), ...down.values(), 2);
  const [width, half] = [300, 26];
  const step = width / count;
  const bars = (counts, side) =>
    [...counts].map(([month, n]) =>
      svg(
        "rect",
        {
          x: ((month - start) * step).toFixed(1),
          width: Math.max(1, step - 0.8).toFixed(1),
          height: ((n / most) * half).toFixed(1),
          y: side > 0 ? (half - (n / most) * half).toFixed(1) : half + 1,
          class: side > 0 ? "up" : "down",
        },
        svg("title", {}, `${monthName(month)}: ${n}`),
      ),
    );
  return el(
    "figure",
    { class: "timeline" },
    svg(
      "svg",
      { viewBox: `0 0 ${width} ${2 * half + 1}`, role: "img", "aria-label": label, preserveAspectRatio: "none" },
      svg("line", { x1: 0, x2: width, y1: half + 0.5, y2: half + 0.5, class: "axis" }),
      bars(up, 1),
      bars(down, -1),
    ),
    el(
      "figcaption",
      {},
      el("span", {}, monthName(start)),
      el("span", {}, "▴ cooperation ▾ conflict"),
      el("span", {}, monthName(start + count - 1)),
    ),
  );
}

// A name, a bar of coloured parts, and a count; all of it one button.
const barRow = (name, parts, count, contested, onclick) =>
  button(
    "",
    onclick,
    {},
    el("span", { class: "bar-name", title: name }, name),
    el(
      "span",
      { class: "bar", "aria-hidden": "true" },
      parts.map(([share, background, title]) =>
        el("i", { title, style: { "inline-size": `${100 * share}%`, background } }),
      ),
    ),
    el(
      "span",
      { class: `bar-count${contested ? " some-contested" : ""}` },
      count,
      el("span", { class: "unseen" }, contested ? ` events, ${contested} contested` : " events"),
    ),
  );

// Rows of bars, each split by class of relation and marked where some of it is contested.
const emptyRow = () => ({ total: 0, parts: new Map(), contested: 0 });
function addToRow(row, bundle, members) {
  row.total += members.length;
  row.parts.set(bundle.cls, (row.parts.get(bundle.cls) || 0) + members.length);
  if (bundle.standing === "contested") row.contested += members.length;
}
function classBars(rows, most, onclick, { long = false } = {}) {
  rows.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  const longest = rows[0]?.total || 1;
  const bar = (row) => {
    const parts = [...row.parts]
      .sort((a, b) => a[0].i - b[0].i)
      .map(([cls, n]) => [n / longest, `var(--class-${cls.name})`, `${cls.label}: ${n}`]);
    return el(
      "li",
      {},
      barRow(row.name, parts, row.total, row.contested, () => onclick(row)),
    );
  };
  return el(
    "ul",
    { class: long ? "bars long" : "bars" },
    rows.slice(0, most).map(bar),
    rows.length > most && el("li", { class: "muted" }, `and ${(rows.length - most).toLocaleString("en")} more`),
  );
}

// Who an actor deals with most.
function counterparts(actor, lines, most = 10) {
  const rows = new Map();
  for (const { bundle, events: members } of lines) {
    if (bundle.source !== actor && bundle.target !== actor) continue;
    const other = bundle.source === actor ? bundle.target : bundle.source;
    if (!rows.has(other)) rows.set(other, { name: other.name, id: other.id, ...emptyRow() });
    addToRow(rows.get(other), bundle, members);
  }
  return classBars([...rows.values()], most, ({ id }) => select("pair", actor.id, id));
}
