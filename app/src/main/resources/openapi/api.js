// Shows the OpenAPI document of the service. All that comes from the document becomes text, never markup.

/** Makes an element; strings among the children become text. */
function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Text in which `code` is set off, its paragraphs one below the other. */
function prose(text) {
  const box = element("div");
  for (const paragraph of (text ?? "").trim().split(/\n\n+/)) {
    if (paragraph) {
      box.append(element("p", null, ...spans(paragraph)));
    }
  }
  return box;
}

function spans(text) {
  return (text ?? "").split("`").map((part, i) => (i % 2 ? element("code", null, part) : part));
}

function nameOf(reference) {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

function anchor(name) {
  return `schema-${name}`;
}

function range(least, most, unit) {
  if (least !== undefined && most !== undefined) {
    return `${least} to ${most}${unit}`;
  }
  if (most !== undefined) {
    return `at most ${most}${unit}`;
  }
  return least !== undefined && `at least ${least}${unit}`;
}

/** What a description of the API consists of, drawn piece by piece. */
class Description {
  constructor(root) {
    this.root = root;
  }

  /** Follows a reference within the document; the names on the way are its own. */
  resolve(node) {
    if (!node?.$ref) {
      return node ?? {};
    }
    const { $ref: reference, ...rest } = node;
    const target = reference
      .slice(2)
      .split("/")
      .reduce((at, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")], this.root);
    return { ...this.resolve(target), ...rest };
  }

  /** What a value may be, in a few words, with links to the schemas that have names. */
  type(schema) {
    if (!schema || Object.keys(schema).length === 0) {
      return ["any JSON"];
    }
    if (schema.$ref) {
      const name = nameOf(schema.$ref);
      return [element("a", { href: `#${anchor(name)}` }, name)];
    }
    if (schema.anyOf) {
      return schema.anyOf.flatMap((each, i) => [i ? " or " : "", ...this.type(each)]);
    }
    if ("const" in schema) {
      return [element("code", null, JSON.stringify(schema.const))];
    }
    if (schema.enum) {
      return schema.enum.flatMap((each, i) => [i ? ", " : "", element("code", null, String(each))]);
    }
    const types = [schema.type ?? "any JSON"].flat();
    return types.flatMap((type, i) => [i ? " or " : "", ...this.plain(type, schema)]);
  }

  plain(type, schema) {
    if (type === "array") {
      return ["list of ", ...this.type(schema.items)];
    }
    if (type === "object" && schema.additionalProperties?.type) {
      return ["object of ", ...this.type(schema.additionalProperties)];
    }
    return [schema.format && type === "string" ? schema.format : type];
  }

  /** The limits of a value. */
  bounds(schema) {
    const { minimum, maximum, minLength, maxLength, maxItems, maxProperties } = schema;
    const parts = [
      range(minimum, maximum, ""),
      range(minLength, maxLength, " characters"),
      range(undefined, maxItems ?? maxProperties, ""),
      schema.default !== undefined && `${schema.default} without it`,
    ];
    return parts.filter(Boolean).join(", ");
  }

  row(name, required, schema, description) {
    const full = this.resolve(schema);
    const bounds = this.bounds(full);
    return element(
      "tr",
      null,
      element("td", null, element("code", null, name), required ? " *" : ""),
      element("td", null, ...this.type(schema), bounds ? element("div", { class: "dim" }, bounds) : null),
      element("td", null, ...spans(description ?? schema?.description ?? full.description)),
    );
  }

  table(heads, rows) {
    return element(
      "div",
      { class: "table" },
      element(
        "table",
        null,
        element("thead", null, element("tr", null, ...heads.map((head) => element("th", null, head)))),
        element("tbody", null, ...rows),
      ),
    );
  }

  parameters(list) {
    if (!list.length) {
      return null;
    }
    const rows = list
      .map((each) => this.resolve(each))
      .map((each) =>
        this.row(
          each.in === "query" ? each.name : `${each.name} (${each.in})`,
          each.required,
          each.schema ?? Object.values(each.content ?? {})[0]?.schema,
          each.description,
        ),
      );
    return element("section", null, element("h4", null, "Parameters"), this.table(["name", "is", "means"], rows));
  }

  content(content) {
    const byShape = new Map();
    for (const [type, media] of Object.entries(content ?? {})) {
      const key = JSON.stringify(media.schema ?? null);
      byShape.set(key, { types: [...(byShape.get(key)?.types ?? []), type], media: byShape.get(key)?.media ?? media });
    }
    const parts = [...byShape.values()].flatMap(({ types, media }) => [
      element(
        "p",
        null,
        ...types.flatMap((type, i) => [i ? ", " : "", element("code", null, type)]),
        ...(media.schema ? [": ", ...this.type(media.schema)] : []),
      ),
      ...Object.entries(media.examples ?? {}).map(([name, example]) => this.example(name, this.resolve(example).value)),
    ]);
    return element("div", null, ...parts);
  }

  example(name, value) {
    const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
    return element("details", null, element("summary", null, `Example: ${name}`), element("pre", null, text));
  }

  responses(responses) {
    const parts = Object.entries(responses).map(([status, response]) => {
      const full = this.resolve(response);
      return element(
        "div",
        null,
        element("p", null, element("strong", null, status), " ", ...spans(full.description)),
        full.headers
          ? this.table(
              ["header", "is", "means"],
              Object.entries(full.headers).map(([name, header]) => {
                const known = this.resolve(header);
                return this.row(name, false, known.schema, known.description);
              }),
            )
          : null,
        this.content(full.content),
      );
    });
    return element("section", null, element("h4", null, "Answers"), ...parts);
  }

  operation(path, method, shared, operation) {
    const open = Array.isArray(operation.security) && operation.security.length === 0;
    return element(
      "details",
      { id: operation.operationId, class: "entry" },
      element(
        "summary",
        null,
        element("span", { class: "method" }, method),
        element("span", { class: "path" }, path),
        ...spans(operation.summary),
      ),
      operation.description ? prose(operation.description) : null,
      element("p", { class: "dim" }, open ? "Needs no token." : "Needs a token: Authorization: Bearer …"),
      this.parameters([...(shared ?? []), ...(operation.parameters ?? [])]),
      operation.requestBody
        ? element("section", null, element("h4", null, "Body"), this.content(this.resolve(operation.requestBody).content))
        : null,
      this.responses(operation.responses),
    );
  }

  operations() {
    const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    return Object.entries(this.root.paths).flatMap(([path, item]) =>
      methods
        .filter((method) => item[method])
        .map((method) => ({ tags: item[method].tags ?? [], entry: this.operation(path, method, item.parameters, item[method]) })),
    );
  }

  schema(name, schema) {
    const required = new Set(schema.required ?? []);
    const rows = Object.entries(schema.properties ?? {}).map(([field, each]) => this.row(field, required.has(field), each));
    return element(
      "details",
      { id: anchor(name), class: "entry" },
      element("summary", null, element("span", { class: "path" }, name)),
      schema.description ? prose(schema.description) : null,
      rows.length ? this.table(["field", "is", "means"], rows) : element("p", null, ...this.type(schema)),
      rows.length && required.size ? element("p", { class: "dim" }, "* is always there") : null,
    );
  }

  draw() {
    const all = this.operations();
    const groups = (this.root.tags ?? []).map((tag) =>
      element(
        "section",
        { class: "group" },
        element("h2", null, tag.name),
        prose(tag.description),
        ...all.filter((each) => each.tags.includes(tag.name)).map((each) => each.entry),
      ),
    );
    const schemas = Object.entries(this.root.components?.schemas ?? {}).map(([name, schema]) => this.schema(name, schema));
    return [...groups, element("section", { class: "group" }, element("h2", null, "Documents"), ...schemas)];
  }
}

/** Shows only what has the word, and no group without anything. */
function find(word) {
  const wanted = word.trim().toLowerCase();
  for (const entry of document.querySelectorAll(".entry")) {
    entry.hidden = !entry.textContent.toLowerCase().includes(wanted);
  }
  for (const group of document.querySelectorAll(".group")) {
    group.hidden = !group.querySelector(".entry:not([hidden])");
  }
}

/** Opens what the address names, so that links within the page lead to something that can be seen. */
function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.hidden = false;
    named.open = true;
    named.scrollIntoView();
  }
}

async function show() {
  const status = document.getElementById("status");
  try {
    const answer = await fetch("v3/api-docs");
    if (!answer.ok) {
      throw new Error(`the service answers with ${answer.status}`);
    }
    const root = await answer.json();
    document.getElementById("title").textContent = `${root.info.title}: HTTP API, version ${root.info.version}`;
    document.getElementById("summary").textContent = root.info.summary ?? "";
    document.getElementById("content").replaceChildren(prose(root.info.description), ...new Description(root).draw());
  } catch (failure) {
    status.textContent = `The description can't be shown: ${failure.message}`;
    return;
  }
  document.getElementById("find").addEventListener("input", (event) => find(event.target.value));
  addEventListener("hashchange", openNamed);
  openNamed();
}

show();
