// The source while it is edited, in CodeMirror, in a shadow root as source_editor.ts has it.

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { lineBreaksOf, withLineBreaks, type LineBreaks } from './line_breaks';
import { highlight, theme, unseenCharacters } from './source_editor';
import type { SyntaxComplaint } from '../model/syntax_complaint';

export interface TextEditor {
  /** As one step that can be undone. */
  replace(text: string): void;
  complain(complaint: SyntaxComplaint | undefined): void;
  focus(): void;
  /** Everything but the place on the page: for another editor that goes on. */
  state(): EditorState;
  destroy(): void;
}

export interface EditorOrders {
  readonly change: (text: string) => void;
  readonly run: () => void;
  readonly save: () => void;
  readonly leave: () => void;
}

const setComplaint = StateEffect.define<SyntaxComplaint | undefined>();

/** Columns are counted in code points. */
function offsetOf(state: EditorState, { line, column }: SyntaxComplaint): number {
  const found = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return found.from + [...found.text].slice(0, column - 1).join('').length;
}

function mark(state: EditorState, complaint: SyntaxComplaint | undefined): DecorationSet {
  if (!complaint) return Decoration.none;
  const from = offsetOf(state, complaint);
  const line = state.doc.lineAt(from);
  const word = /^(?:[\p{ID_Continue}$]+|[^\s])/u.exec(line.text.slice(from - line.from))?.[0] ?? '';
  const marks = [Decoration.line({ class: 'wrong-line' }).range(line.from)];
  if (word) marks.push(Decoration.mark({ class: 'wrong' }).range(from, from + word.length));
  else if (line.length > 0) marks.push(Decoration.mark({ class: 'wrong' }).range(line.to - 1, line.to));
  return Decoration.set(marks, true);
}

const complaintField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setComplaint)) return mark(transaction.state, effect.value);
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A browser that replaces what is selected keeps its look by inline styles, which the page's policy forbids. */
const replaceSelected = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== 'insertText' || event.isComposing || event.data === null || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

const editTheme = EditorView.theme({
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-activeLine': { backgroundColor: 'var(--hover)' },
  '.cm-selectionBackground': { backgroundColor: 'var(--accent-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: 'var(--accent-soft)' },
  '.cm-matchingBracket': { outline: '1px solid var(--soft)', borderRadius: '2px' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 10px 0 14px', cursor: 'default' },
  '.wrong-line': { backgroundColor: 'var(--warn-soft)' },
  '.wrong': { textDecoration: 'underline wavy var(--warn)', textDecorationSkipInk: 'none', textUnderlineOffset: '4px' },
});

/** Where lines end in several ways, only line feeds end those of the editor: the other characters stay where they are. */
const lineEnds = new Compartment();
const separatorOf = (breaks: LineBreaks): Extension => (breaks === 'mixed' ? EditorState.lineSeparator.of('\n') : []);

/** @param before the state of an editor of the same text that is gone */
export function createTextEditor(host: HTMLElement, text: string, name: string, orders: EditorOrders, before?: EditorState): TextEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const container = document.createElement('div');
  container.style.height = '100%';
  root.replaceChildren(container);
  let breaks = lineBreaksOf(text);
  const textOf = (state: EditorState): string => withLineBreaks(state.doc.toString(), breaks);
  const does = (order: () => void) => () => {
    order();
    return true;
  };
  const keys = [
    { key: 'Mod-Enter', run: does(orders.run) },
    { key: 'Mod-s', run: does(orders.save), preventDefault: true },
    { key: 'Escape', run: does(orders.leave) },
  ];
  const extensions = [
    EditorView.contentAttributes.of({ 'aria-label': name, spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
    keymap.of([...keys, indentWithTab, ...historyKeymap, ...defaultKeymap]),
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    indentOnInput(),
    bracketMatching(),
    javascriptLanguage,
    syntaxHighlighting(highlight),
    unseenCharacters,
    complaintField,
    replaceSelected,
    theme,
    editTheme,
    lineEnds.of(separatorOf(breaks)),
    EditorView.updateListener.of((update) => update.docChanged && orders.change(textOf(update.state))),
  ];
  // With all that can be undone.
  const state = before && textOf(before) === text ? before : EditorState.create({ doc: text, extensions });
  const view = new EditorView({ parent: container, root, state });
  return {
    replace: (all) => {
      breaks = lineBreaksOf(all);
      view.dispatch({ effects: lineEnds.reconfigure(separatorOf(breaks)) });
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: all }, userEvent: 'input.replace' });
    },
    complain: (complaint) => {
      const effects: StateEffect<unknown>[] = [setComplaint.of(complaint)];
      if (complaint) effects.push(EditorView.scrollIntoView(offsetOf(view.state, complaint), { y: 'center' }));
      view.dispatch({ effects });
    },
    focus: () => view.focus(),
    state: () => view.state,
    destroy: () => view.destroy(),
  };
}
