// The frame: who is signed in, where one can go, and the page that the address names.

import { fill, h } from "./dom.js";
import { job } from "./job.js";
import { jobs } from "./jobs.js";
import { learn, playground } from "./playground.js";
import { decisions, policies, trial } from "./policies.js";
import { leave, token } from "./session.js";
import { signin } from "./signin.js";

const PLACES = [["#/", "Playground"], ["#/jobs", "Jobs"], ["#/policies", "Policies"]];

const page = document.getElementById("page");
const content = h("main", { id: "content", tabIndex: -1 });
let shown = null;

/** What the address names: a path and its query. */
function address() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?", 2);
  return { path: path === "" ? "/" : path, query: new URLSearchParams(query) };
}

async function view() {
  const { path, query } = address();
  const [, id] = /^\/jobs\/([0-9a-f-]{36})$/.exec(path) ?? [];
  if (id) {
    return job(id);
  }
  if (path === "/jobs") {
    return jobs(query);
  }
  if (path === "/policies") {
    return policies();
  }
  if (path === "/policies/decisions") {
    return decisions(query);
  }
  if (path === "/policies/try") {
    return trial(query);
  }
  if (path === "/") {
    await learn();
    return playground();
  }
  return {
    title: "Not found",
    element: h("div", {}, h("h1", {}, "Nothing is here"), h("p", {}, h("a", { href: "#/" }, "To the playground"))),
    close: () => {},
  };
}

function frame() {
  const here = address().path;
  return h(
    "header",
    { class: "top" },
    h("a", { class: "brand", href: "#/" }, h("img", { src: "console/tidegate.svg", alt: "", width: 24, height: 24 }), "Tidegate"),
    h(
      "nav",
      { "aria-label": "Pages" },
      PLACES.map(([target, label]) => {
        const path = target.slice(1);
        const current = here === path || (path !== "/" && here.startsWith(`${path}/`));
        return h("a", { href: target, "aria-current": current ? "page" : null }, label);
      }),
      h("a", { href: "docs" }, "API"),
    ),
    h("span", { class: "space" }),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        onclick: () => {
          leave();
          show();
        },
      },
      "Sign out",
    ),
  );
}

let turn = 0;

async function show() {
  const mine = ++turn;
  shown?.close();
  shown = null;
  const next = token() === null ? signin(show) : await view();
  // Somebody has gone elsewhere meanwhile.
  if (mine !== turn) {
    next.close();
    return;
  }
  shown = next;
  document.title = next.title === "Tidegate" ? "Tidegate" : `${next.title} · Tidegate`;
  fill(content, next.element);
  fill(page, token() === null ? null : frame(), content);
  next.focus ? next.focus() : content.focus({ preventScroll: true });
}

window.addEventListener("hashchange", show);
show();
