// A text editor for scripts and JSON.

import {
  Decoration, EditorState, EditorView, HighlightStyle, StateEffect, StateField, StreamLanguage, autocompletion, bracketMatching, closeBrackets,
  closeBracketsKeymap, completionKeymap, defaultKeymap, drawSelection, highlightActiveLine, history, historyKeymap, indentOnInput,
  indentUnit, indentWithTab, json, keymap, lineNumbers, lintGutter, lintKeymap, lua, search, searchKeymap, setDiagnostics, syntaxHighlighting, tags,
} from "./vendor/codemirror.js";
import { h } from "./dom.js";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, class: "t-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "t-string" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: "t-number" },
  { tag: tags.comment, class: "t-comment" },
  { tag: [tags.standard(tags.name), tags.propertyName], class: "t-name" },
]);

const THEME = EditorView.theme({
  "&": { fontSize: "13px", backgroundColor: "var(--field)", color: "var(--text)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--field)", color: "var(--faint)", border: "none", paddingLeft: "4px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-failed": { backgroundColor: "var(--bad-soft)" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "6px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--text)" },
  ".t-keyword": { color: "var(--t-keyword)" },
  ".t-string": { color: "var(--t-string)" },
  ".t-number": { color: "var(--t-number)" },
  ".t-comment": { color: "var(--t-comment)" },
  ".t-name": { color: "var(--t-name)" },
});

const failedLine = StateEffect.define();

/** Marks the line where a run has failed, until the text changes. */
const failure = StateField.define({
  create: () => Decoration.none,
  update(marked, change) {
    for (const effect of change.effects) {
      if (effect.is(failedLine)) {
        return effect.value === null
          ? Decoration.none
          : Decoration.set([Decoration.line({ class: "cm-failed" }).range(effect.value)]);
      }
    }
    return change.docChanged ? Decoration.none : marked;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** An editor in a root of its own, where its styles are allowed to be. */
export class Editor {
  /**
   * `language` is "lua" or "json"; `label` names it for those who don't see it.
   *
   * `changed(text)` is told each change, and `run()` that Ctrl or Cmd and Enter were pressed.
   */
  constructor({ text, language, label, changed, run, completions }) {
    this.element = h("div", { class: "editor" });
    const root = this.element.attachShadow({ mode: "open" });
    const extensions = [
      history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), search({ top: true }),
      indentUnit.of("  "), EditorState.tabSize.of(2), syntaxHighlighting(COLOURS), THEME, failure,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          changed?.(this.text);
        }
      }),
      keymap.of([
        { key: "Mod-Enter", run: () => { run?.(); return true; } },
        ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap,
        // Escape and then Tab leaves the editor, for those who have no mouse.
        indentWithTab,
      ]),
    ];
    if (language === "lua") {
      extensions.push(StreamLanguage.define(lua), lineNumbers(), highlightActiveLine(), lintGutter());
      if (completions) {
        extensions.push(autocompletion({ override: [completions] }));
      }
    } else {
      extensions.push(json());
    }
    this.view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(value) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: value } });
  }

  /** Marks what is wrong at a line; null when nothing is. */
  fault(line, message) {
    const { state } = this.view;
    const faults = [];
    if (message) {
      const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
      const start = at.from + at.text.search(/\S|$/);
      faults.push({ from: start < at.to ? start : at.from, to: at.to, severity: "error", message });
    }
    this.view.dispatch(setDiagnostics(state, faults));
  }

  /** Marks the line where a run has failed; null unmarks it. */
  failed(line) {
    const { doc } = this.view.state;
    const known = line !== null && line >= 1 && line <= doc.lines;
    this.view.dispatch({ effects: failedLine.of(known ? doc.line(line).from : null) });
  }

  focus() {
    this.view.focus();
  }

  close() {
    this.view.destroy();
  }
}

/** Completes names of the modules, and methods after a colon, from the list that the service gives. */
export function completionsOf(names) {
  return (context) => {
    const method = context.matchBefore(/:\w*/);
    if (method) {
      return { from: method.from + 1, options: names.filter((name) => name.type === "method"), validFor: /^\w*$/ };
    }
    const word = context.matchBefore(/[A-Za-z_][\w.]*/);
    if (!word && !context.explicit) {
      return null;
    }
    return {
      from: word ? word.from : context.pos,
      options: names.filter((name) => name.type !== "method"),
      validFor: /^[\w.]*$/,
    };
  };
}
