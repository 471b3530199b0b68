// The policies in force, what they have decided of late, and what they would decide.

import { ask, post } from "./api.js";
import { field, fill, h, select } from "./dom.js";
import { time } from "./format.js";
import { Notice } from "./outcome.js";

/** How often decisions are looked at again, in milliseconds. */
const INTERVAL = 3000;

/** How many recent decisions hits are counted over. */
const RECENT = 1000;

const PLACES = [["#/policies", "In force"], ["#/policies/decisions", "Decisions"], ["#/policies/try", "Try"]];

function head(here) {
  return h(
    "div",
    { class: "bar" },
    h("h1", {}, "Policies"),
    h(
      "nav",
      { class: "tabs", "aria-label": "Policies" },
      PLACES.map(([target, label]) => h("a", { href: target, "aria-current": target === here ? "page" : null }, label)),
    ),
  );
}

/** A decision or an effect as a mark. */
function mark(decision) {
  return h("span", { class: `badge ${decision}` }, { allow: "Allow", deny: "Deny", undefined: "No policy" }[decision] ?? decision);
}

function decisionsOf(id) {
  return `#/policies/decisions?${new URLSearchParams({ policy: id })}`;
}

/** The set in force. */
export function policies() {
  const stop = new AbortController();
  const notice = new Notice();
  const facts = h("p", { class: "hint" }, "Loading…");
  const faults = h("div");
  const entries = h("div", { class: "entries" });
  const search = h("input", { type: "search", placeholder: "Find by name, action, resource or group", "aria-label": "Find a policy" });
  let set = null;
  let hits = new Map();
  let timer = 0;

  search.addEventListener("input", show);

  async function look() {
    try {
      const [found, recent] = await Promise.all([
        ask("v1/policies", { signal: stop.signal }),
        ask(`v1/audit/decisions?limit=${RECENT}`, { signal: stop.signal }),
      ]);
      set = found;
      hits = new Map();
      for (const decision of recent.items) {
        for (const id of decision.policies) {
          hits.set(id, (hits.get(id) ?? 0) + 1);
        }
      }
      notice.clear();
      show();
    } catch (fault) {
      if (fault.name === "AbortError") {
        return;
      }
      notice.fault(fault);
    }
    timer = setTimeout(look, INTERVAL);
  }

  function show() {
    if (set === null) {
      return;
    }
    fill(
      facts,
      `${set.entries.length} policies in ${set.files.length === 1 ? "one file" : `${set.files.length} files`}, revision `,
      h("span", { class: "id" }, set.revision),
      `, in force since ${time(set.since)}`,
    );
    fill(faults, findings("A newer set is not in force", set.errors, "bad"), findings("Hardly meant", set.warnings, ""));
    const wanted = search.value.toLowerCase();
    const shown = set.entries.filter((entry) => wanted === "" || text(entry).includes(wanted));
    fill(
      entries,
      shown.length === 0
        ? h("p", { class: "empty" }, set.entries.length === 0 ? "There are no policies, so nothing is allowed." : "No policy is like that.")
        : shown.map((entry) => card(entry, hits.get(entry.id) ?? 0)),
    );
  }

  look();
  return {
    title: "Policies",
    element: h("div", { class: "policies" }, head("#/policies"), facts, notice.element, faults, search, entries),
    close: () => {
      clearTimeout(timer);
      stop.abort();
    },
  };
}

function text(entry) {
  return [entry.id, entry.description ?? "", ...entry.actions, ...entry.resources, ...entry.groups].join("\n").toLowerCase();
}

function findings(title, found, kind) {
  if (found.length === 0) {
    return null;
  }
  return h(
    "section",
    { class: `panel ${kind}`, "aria-label": title },
    h("h2", {}, title),
    h("ul", { class: "findings" }, found.map((each) => h("li", {}, h("span", { class: "id" }, place(each)), ` ${each.message}`))),
  );
}

function place({ file, line, column }) {
  return line > 0 ? `${file}:${line}:${column}` : file;
}

function card(entry, count) {
  const rows = [
    ["Actions", entry.actions],
    ["Resources", entry.resources.map((resource) => (resource === "" ? '"" (none)' : resource))],
    ["Groups", entry.groups],
    ["Conditions", entry.conditions.map(({ field: name, operator, value, value_from }) => `${name} ${operator} ${value_from ?? JSON.stringify(value)}`)],
    ["Expression", entry.expression ? [entry.expression] : []],
  ];
  return h(
    "section",
    { class: "panel entry", "aria-label": entry.id },
    h(
      "div",
      { class: "bar" },
      mark(entry.effect),
      h("strong", {}, entry.id),
      entry.mode === "shadow" ? h("span", { class: "tag" }, "in shadow") : null,
      h("span", { class: "space" }),
      h("a", { href: decisionsOf(entry.id) }, count === 1 ? "1 recent decision" : `${count} recent decisions`),
    ),
    entry.description ? h("p", {}, entry.description) : null,
    h(
      "dl",
      { class: "terms" },
      rows
        .filter(([, values]) => values.length > 0)
        .map(([name, values]) => h("div", {}, h("dt", {}, name), h("dd", {}, values.map((value) => h("code", {}, value))))),
    ),
    h("p", { class: "id" }, place(entry)),
  );
}

/** What was decided of late; `query` are the filters, which the address has. */
export function decisions(query) {
  const stop = new AbortController();
  const notice = new Notice();
  const rows = h("tbody");
  const told = h("p", { class: "hint", role: "status" }, "Loading…");
  let timer = 0;

  const decision = select(
    [["", "All"], ["allow", "Allowed"], ["deny", "Denied"], ["undefined", "No policy"]],
    query.get("decision") ?? "",
  );
  const names = ["actor", "action", "policy", "job"];
  const inputs = names.map((name) => h("input", { type: "text", value: query.get(name) ?? "" }));

  function change() {
    const wanted = new URLSearchParams();
    if (decision.value !== "") {
      wanted.set("decision", decision.value);
    }
    names.forEach((name, i) => {
      if (inputs[i].value.trim() !== "") {
        wanted.set(name, inputs[i].value.trim());
      }
    });
    const text = wanted.toString();
    location.hash = text === "" ? "#/policies/decisions" : `#/policies/decisions?${text}`;
  }

  async function look() {
    try {
      const wanted = new URLSearchParams(query);
      wanted.set("limit", "200");
      const { items } = await ask(`v1/audit/decisions?${wanted}`, { signal: stop.signal });
      fill(rows, items.map(row));
      fill(told, items.length === 0 ? "Nothing was decided of late that is like that." : "The newest on this node, up to 200.");
      notice.clear();
    } catch (fault) {
      if (fault.name === "AbortError") {
        return;
      }
      fill(told);
      notice.fault(fault);
    }
    timer = setTimeout(look, INTERVAL);
  }

  look();
  return {
    title: "Decisions",
    element: h(
      "div",
      { class: "policies" },
      head("#/policies/decisions"),
      h(
        "form",
        {
          class: "fields filters",
          onsubmit: (event) => {
            event.preventDefault();
            change();
          },
          onchange: change,
        },
        field("Decision", decision),
        names.map((name, i) => field(name[0].toUpperCase() + name.slice(1), inputs[i])),
      ),
      notice.element,
      h(
        "div",
        { class: "scroll" },
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, ["Decision", "Time", "Actor", "What", "By", ""].map((name) => h("th", { scope: "col" }, name)))),
          rows,
        ),
      ),
      told,
    ),
    close: () => {
      clearTimeout(timer);
      stop.abort();
    },
  };
}

function row(decision) {
  const again = new URLSearchParams({ action: decision.action, resource: decision.resource });
  return h(
    "tr",
    {},
    h("td", {}, mark(decision.decision)),
    h("td", {}, h("time", { dateTime: decision.time, title: decision.time }, time(decision.time))),
    h("td", {}, decision.actor),
    h(
      "td",
      { class: "job" },
      h("code", {}, decision.action),
      decision.resource === "" ? null : ` ${decision.resource}`,
      decision.job ? h("a", { class: "id", href: `#/jobs/${decision.job}` }, " job") : null,
    ),
    h("td", {}, decision.policies.map((id, i) => [i > 0 ? ", " : null, h("a", { href: decisionsOf(id) }, id)])),
    h("td", {}, h("a", { href: `#/policies/try?${again}` }, "Try")),
  );
}

/** What would be decided, and why; `query` fills the form. */
export function trial(query) {
  const notice = new Notice();
  const answer = h("div", { class: "answer" });
  const action = h("input", { type: "text", required: true, value: query.get("action") ?? "websocket.connect.url", list: "actions" });
  const resource = h("input", { type: "text", value: query.get("resource") ?? "", placeholder: "wss://prices.example.com/v1" });
  const actor = h("input", { type: "text", placeholder: "yourself" });
  const groups = h("input", { type: "text", placeholder: "default, market" });
  const button = h("button", { type: "submit", class: "primary" }, "Evaluate");
  const known = h("datalist", { id: "actions" });

  async function evaluate(event) {
    event?.preventDefault();
    button.disabled = true;
    notice.clear();
    const question = { action: action.value.trim(), resource: resource.value.trim() };
    if (actor.value.trim() !== "") {
      question.actor = {
        id: actor.value.trim(),
        groups: groups.value.split(",").map((name) => name.trim()).filter((name) => name !== ""),
      };
    }
    try {
      fill(answer, explained(await post("v1/policies/evaluate", question)));
    } catch (fault) {
      fill(answer);
      notice.fault(fault);
    } finally {
      button.disabled = false;
    }
  }

  async function learn() {
    try {
      const { entries } = await ask("v1/policies");
      const actions = new Set(entries.flatMap((entry) => entry.actions).filter((name) => !name.includes("*")));
      fill(known, [...actions].sort().map((value) => h("option", { value })));
    } catch (fault) {
      // Who may not read the policies types the action.
      if (fault.status !== 403) {
        notice.fault(fault);
      }
    }
  }

  learn();
  if (query.has("action")) {
    evaluate();
  }
  return {
    title: "Try policies",
    element: h(
      "div",
      { class: "policies" },
      head("#/policies/try"),
      h(
        "form",
        { class: "panel question", onsubmit: evaluate },
        h(
          "div",
          { class: "fields" },
          field("Action", action),
          field("Resource", resource),
          field("Actor", actor),
          field("Groups of that actor", groups),
        ),
        known,
        button,
      ),
      notice.element,
      answer,
    ),
    close: () => {},
  };
}

function explained(found) {
  const first = (policy) => (policy.matched ? 0 : policy.failed ? 1 : 2);
  const ordered = found.policies.toSorted((one, other) => first(one) - first(other));
  return [
    h(
      "section",
      { class: "panel", "aria-label": "Decision" },
      h("h2", {}, "Decision"),
      h(
        "p",
        { class: "verdict" },
        mark(found.decision),
        found.by.length === 0
          ? " No policy says anything about it, so it is refused."
          : [" by ", found.by.map((id, i) => [i > 0 ? ", " : null, h("strong", {}, id)])],
      ),
      found.in_shadow && found.in_shadow !== found.decision
        ? h("p", { class: "hint" }, "With the policies in shadow it would be: ", mark(found.in_shadow))
        : null,
      found.unknown_groups.length === 0
        ? null
        : h("p", { class: "hint" }, `No policy names the groups ${found.unknown_groups.join(", ")}.`),
    ),
    h(
      "section",
      { class: "panel", "aria-label": "What each policy makes of it" },
      h("h2", {}, "What each policy makes of it"),
      h(
        "ul",
        { class: "considered" },
        ordered.map((policy) =>
          h(
            "li",
            { class: policy.matched ? "matched" : policy.failed ? "failed" : "" },
            h("div", { class: "bar" }, mark(policy.effect), h("strong", {}, policy.id), h("span", { class: "tag" }, policy.matched ? "matches" : policy.failed ? "failed" : `not its ${policy.clause}`)),
            h("p", {}, policy.why),
            h("p", { class: "id" }, place(policy)),
          ),
        ),
      ),
    ),
  ];
}
