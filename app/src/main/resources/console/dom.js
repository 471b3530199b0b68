// Makes elements. Text always becomes text: nothing here reads markup.

/**
 * An element with properties and children.
 *
 * Names that begin with "on" are listeners, "class" and whatever holds a dash are attributes, the others are properties.
 * Children are nodes, texts, lists of them, or null for nothing.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "class" || name === "for" || name === "role" || name === "list" || name.includes("-")) {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...nodes(children));
  return element;
}

/** Replaces all that is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

let ids = 0;

/** A form field with its label. */
export function field(label, input, hint) {
  input.id = `field-${++ids}`;
  if (hint) {
    input.setAttribute("aria-describedby", `${input.id}-hint`);
  }
  return h(
    "div",
    { class: "field" },
    h("label", { for: input.id }, label),
    input,
    hint ? h("p", { class: "hint", id: `${input.id}-hint` }, hint) : null,
  );
}

/** A list of choices, each [value, label]. */
export function select(choices, chosen, properties = {}) {
  return h(
    "select",
    properties,
    choices.map(([value, label]) => h("option", { value, selected: value === chosen }, label)),
  );
}
