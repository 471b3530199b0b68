// Shows JSON as a tree that folds.

import { h } from "./dom.js";

/** How many entries of one list or object are shown at first, and with each further wish. */
const STEP = 200;

/** A value as a tree; what is deeper than `open` levels is folded. */
export function tree(value, open = 2) {
  return h("div", { class: "tree" }, entry(null, value, open));
}

function entry(name, value, open) {
  const label = name === null ? null : [h("span", { class: "key" }, name), ": "];
  if (value === null || typeof value !== "object") {
    return h("div", { class: "leaf" }, label, scalar(value));
  }
  const list = Array.isArray(value);
  const keys = Object.keys(value);
  const size = keys.length === 1 ? "1 entry" : `${keys.length} entries`;
  if (keys.length === 0) {
    return h("div", { class: "leaf" }, label, list ? "[]" : "{}");
  }
  const children = h("div", { class: "children" });
  const details = h(
    "details",
    { open: open > 0 },
    h("summary", {}, label, h("span", { class: "size" }, list ? `[ ${size} ]` : `{ ${size} }`)),
    children,
  );
  // What nobody unfolds is never made.
  let shown = 0;
  const more = () => {
    const until = Math.min(shown + STEP, keys.length);
    for (; shown < until; shown++) {
      children.append(entry(keys[shown], value[keys[shown]], open - 1));
    }
    if (shown < keys.length) {
      const button = h(
        "button",
        {
          type: "button",
          class: "quiet",
          onclick: () => {
            button.remove();
            more();
          },
        },
        `Show more of ${keys.length}`,
      );
      children.append(button);
    }
  };
  if (details.open) {
    more();
  } else {
    details.addEventListener("toggle", more, { once: true });
  }
  return details;
}

function scalar(value) {
  const kind = value === null ? "null" : typeof value;
  return h("span", { class: kind }, kind === "string" ? JSON.stringify(value) : String(value));
}
