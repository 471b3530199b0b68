// Where a token is asked for.

import { Problem, ask } from "./api.js";
import { field, h } from "./dom.js";
import { Notice } from "./outcome.js";
import { enter } from "./session.js";

/** The page; `entered()` is called once a token has been accepted. */
export function signin(entered) {
  const notice = new Notice();
  const token = h("input", { type: "password", autocomplete: "off", spellcheck: false, required: true, size: 40 });
  const button = h("button", { type: "submit", class: "primary" }, "Sign in");
  const form = h(
    "form",
    {
      class: "signin",
      onsubmit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        notice.clear();
        const text = token.value.trim();
        try {
          // What no header can carry was never given out.
          if (!/^[\x21-\x7e]+$/.test(text)) {
            throw new Problem(0, { title: "That is no token", detail: "a token has letters, digits and a few signs" });
          }
          await ask("v1/jobs?limit=1", {}, text);
          enter(text);
          entered();
        } catch (fault) {
          notice.fault(
            fault.status === 401
              ? new Problem(401, { title: "Not accepted", detail: "the service does not know this token, or it has expired" })
              : fault,
          );
          token.select();
        } finally {
          button.disabled = false;
        }
      },
    },
    h("h1", {}, "Tidegate"),
    h("p", {}, "Write, run and watch Lua scripts."),
    field("Access token", token, "It is kept in this tab until you sign out or close it."),
    notice.element,
    button,
  );
  return { title: "Sign in", element: form, close: () => {}, focus: () => token.focus() };
}
