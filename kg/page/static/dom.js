// Elements are made here and nowhere else: text becomes text nodes, so nothing in the data can turn into markup.

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function fill(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

// Properties that start with "on" are listeners, `data` and `style` are maps, all others are attributes.
function decorate(element, properties) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "style") for (const [key, v] of Object.entries(value)) element.style.setProperty(key, v);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  return element;
}

const el = (tag, properties, ...children) => fill(decorate(document.createElement(tag), properties), children);
const svg = (tag, properties, ...children) => fill(decorate(document.createElementNS(SVG, tag), properties), children);
const button = (label, onclick, properties, ...children) =>
  el("button", { type: "button", onclick, ...properties }, children.length ? children : label);

function replace(element, ...children) {
  element.replaceChildren();
  return fill(element, children);
}

// Only http and https links leave the page; anything else stays text.
function link(url, ...children) {
  if (!/^https?:\/\//i.test(url)) return el("span", {}, ...children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function announce(text) {
  byId("live").textContent = text;
}

const plural = (count, noun, many = `${noun}s`) => `${count.toLocaleString("en")} ${count === 1 ? noun : many}`;

// An action that waits until its calls pause.
function later(action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, 150);
  };
}
