// Shows a log of any length: only the lines that can be seen are elements.

import { fill, h } from "./dom.js";
import { instant } from "./format.js";

const LINE = 22;
const BEYOND = 10;

/** A log that grows, with a search, and that can be followed and taken along. */
export class LogView {
  /** `name` is that of the file it is saved as. */
  constructor(name) {
    this.name = name;
    this.entries = [];
    this.matches = null;
    this.follows = true;
    this.drawing = false;
    this.lines = h("div", { class: "lines" });
    this.whole = h("div", { class: "whole" }, this.lines);
    this.window = h(
      "div",
      { class: "window", tabIndex: 0, role: "log", "aria-label": "Log", onscroll: () => this.scrolled() },
      this.whole,
    );
    this.search = h("input", {
      type: "search",
      placeholder: "Find in the log",
      "aria-label": "Find in the log",
      oninput: () => this.find(),
    });
    this.told = h("span", { class: "hint", role: "status" });
    this.followed = h("input", {
      type: "checkbox",
      checked: true,
      onchange: () => {
        this.follows = this.followed.checked;
        this.draw();
      },
    });
    this.element = h(
      "section",
      { class: "log", "aria-label": "What the script says" },
      h(
        "div",
        { class: "bar" },
        this.search,
        this.told,
        h("span", { class: "space" }),
        h("label", { class: "check" }, this.followed, "Follow"),
        h("button", { type: "button", class: "quiet", onclick: () => this.save() }, "Download"),
      ),
      this.window,
    );
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.window);
    this.tell();
  }

  /** Adds an entry of the API's log. */
  add(entry) {
    this.entries.push(entry);
    if (this.matches !== null && this.isMatch(entry)) {
      this.matches.push(entry);
    }
    this.draw();
  }

  close() {
    this.resized.disconnect();
  }

  shown() {
    return this.matches ?? this.entries;
  }

  isMatch(entry) {
    return text(entry).toLowerCase().includes(this.search.value.toLowerCase());
  }

  find() {
    this.matches = this.search.value === "" ? null : this.entries.filter((entry) => this.isMatch(entry));
    this.draw();
  }

  scrolled() {
    const rest = this.window.scrollHeight - this.window.scrollTop - this.window.clientHeight;
    const follows = rest < LINE * 2;
    if (follows !== this.follows) {
      this.follows = follows;
      this.followed.checked = follows;
    }
    this.draw();
  }

  /** Once a frame at most, however many lines come. */
  draw() {
    if (this.drawing) {
      return;
    }
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      const shown = this.shown();
      this.whole.style.height = `${shown.length * LINE}px`;
      if (this.follows) {
        this.window.scrollTop = this.window.scrollHeight;
      }
      const first = Math.max(0, Math.floor(this.window.scrollTop / LINE) - BEYOND);
      const many = Math.ceil(this.window.clientHeight / LINE) + 2 * BEYOND;
      this.lines.style.transform = `translateY(${first * LINE}px)`;
      fill(this.lines, shown.slice(first, first + many).map(line));
      this.tell();
    });
  }

  tell() {
    const all = this.entries.length;
    this.told.textContent =
      this.matches === null ? (all === 1 ? "1 line" : `${all} lines`) : `${this.matches.length} of ${all} lines`;
  }

  save() {
    const lines = this.shown().map((entry) => `${entry.time} ${entry.level.toUpperCase()} ${text(entry)}\n`);
    const address = URL.createObjectURL(new Blob(lines, { type: "text/plain" }));
    h("a", { href: address, download: `${this.name}.log` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

function line(entry) {
  return h(
    "div",
    { class: `line ${entry.level}` },
    h("time", { dateTime: entry.time }, instant(entry.time)),
    h("span", { class: "level" }, entry.level),
    h("span", { class: "message" }, visible(text(entry))),
  );
}

function text(entry) {
  const fields = Object.entries(entry.fields ?? {}).map(([name, value]) => ` ${name}=${value}`);
  return entry.message + fields.join("");
}

/** Control characters as signs, so that a line stays one and nothing hides. */
function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => {
    const code = c.codePointAt(0);
    if (c === "\t") {
      return "  ";
    }
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}
