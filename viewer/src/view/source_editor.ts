// The source, in CodeMirror: read only, the place of the running code marked, the value of the last expression beside it. It lives in
// a shadow root, where CodeMirror's styles are constructed sheets: the page's policy allows no inline ones.

import { javascriptLanguage, jsxLanguage, tsxLanguage, typescriptLanguage } from '@codemirror/lang-javascript';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, RangeSet, StateEffect, StateField, type Range } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutter, highlightSpecialChars, lineNumbers, WidgetType, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { escaped } from '../model/visible_text';

export interface Marked {
  readonly start: number;
  readonly end: number;
  /** What the expression came to. */
  readonly value: string | undefined;
  /** It is the running code's place, not only a caller's. */
  readonly isCurrent: boolean;
}

class ValueWidget extends WidgetType {
  constructor(private readonly text: string) {
    super();
  }

  override eq(other: ValueWidget): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = 'value';
    element.textContent = this.text;
    return element;
  }
}

class BreakpointMarker extends GutterMarker {
  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = 'breakpoint';
    element.textContent = '●';
    return element;
  }
}

const breakpointMarker = new BreakpointMarker();
const setMark = StateEffect.define<Marked | undefined>();
const setLit = StateEffect.define<{ readonly start: number; readonly end: number } | undefined>();
const setBreakpoints = StateEffect.define<ReadonlySet<number>>();

function decorations(mark: Marked | undefined, state: EditorState): DecorationSet {
  if (!mark) return Decoration.none;
  const length = state.doc.length;
  const start = Math.min(mark.start, length);
  const end = Math.min(Math.max(mark.end, start), length);
  const ranges: Range<Decoration>[] = [];
  const line = state.doc.lineAt(start);
  ranges.push(Decoration.line({ class: mark.isCurrent ? 'running-line' : 'calling-line' }).range(line.from));
  const look = `${mark.isCurrent ? 'running' : 'calling'}${end > line.to ? ' several-lines' : ''}`;
  if (end > start) ranges.push(Decoration.mark({ class: look }).range(start, end));
  if (mark.value !== undefined) ranges.push(Decoration.widget({ widget: new ValueWidget(mark.value), side: 1 }).range(end));
  return Decoration.set(ranges, true);
}

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (set, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setMark)) return decorations(effect.value, transaction.state);
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const litField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (set, transaction) => {
    for (const effect of transaction.effects) {
      if (!effect.is(setLit)) continue;
      const length = transaction.state.doc.length;
      const { start, end } = effect.value ?? { start: 0, end: 0 };
      return end > start && start < length ? Decoration.set(Decoration.mark({ class: 'lit' }).range(start, Math.min(end, length))) : Decoration.none;
    }
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const breakpointField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (set, transaction) => {
    for (const effect of transaction.effects) {
      if (!effect.is(setBreakpoints)) continue;
      const { doc } = transaction.state;
      const lines = [...effect.value].filter((line) => line <= doc.lines).sort((a, b) => a - b);
      return RangeSet.of(lines.map((line) => breakpointMarker.range(doc.line(line).from)));
    }
    return set;
  },
});

export const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.controlKeyword, tags.operatorKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.definition(tags.variableName), tags.function(tags.variableName)], color: 'var(--code-name)' },
]);

/** What cannot be seen of a text, and what turns its direction around. */
export const unseenCharacters = highlightSpecialChars({
  addSpecialChars: /[\u202a-\u202c\u2060-\u2064\u2068]/g,
  render: (code, description) => {
    const element = document.createElement('span');
    element.className = 'unseen';
    element.textContent = escaped(String.fromCodePoint(code));
    element.title = description ?? '';
    return element;
  },
});

export const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--ink)', fontSize: 'var(--code-size)' },
  '&.cm-focused': { outline: 'none' },
  // Whoever presses in it sees that without a frame.
  '&:has(.cm-content:focus-visible)': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.65' },
  '.cm-content': { padding: '10px 0', caretColor: 'transparent' },
  '.cm-line': { padding: '0 14px 0 8px' },
  '.cm-gutters': { backgroundColor: 'var(--card)', border: 'none', color: 'var(--soft)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 6px 0 2px', minWidth: '24px', cursor: 'pointer' },
  '.breakpoints .cm-gutterElement': { width: '14px', paddingLeft: '4px', cursor: 'pointer' },
  '.breakpoint': { color: 'var(--warn)', fontSize: '0.8em' },
  '.unseen': { border: '1px solid var(--warn)', borderRadius: '3px', color: 'var(--warn)', fontSize: '0.85em' },
  '.running-line': { backgroundColor: 'var(--accent-faint)' },
  '.running': { backgroundColor: 'var(--accent-soft)', borderRadius: '3px', boxShadow: '0 0 0 1.5px var(--accent)' },
  '.calling-line': { backgroundColor: 'var(--hover)' },
  '.calling': { borderRadius: '3px', boxShadow: '0 0 0 1px var(--soft)' },
  '.several-lines': { boxShadow: 'none', borderRadius: '0' },
  '.calling.several-lines': { backgroundColor: 'var(--hover)' },
  '.lit': { backgroundColor: 'var(--lit, var(--accent-soft))', borderRadius: '2px', boxShadow: '0 0 0 1px var(--accent)' },
  '.value': {
    margin: '0 6px',
    padding: '1px 7px',
    borderRadius: '9px',
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
    fontSize: '0.88em',
    whiteSpace: 'pre',
  },
});

function languageOf(name: string): typeof javascriptLanguage {
  if (/\.tsx$/.test(name)) return tsxLanguage;
  if (/\.[cm]?ts$/.test(name)) return typescriptLanguage;
  return /\.jsx$/.test(name) ? jsxLanguage : javascriptLanguage;
}

export interface SourceEditor {
  show(text: string, name: string): void;
  mark(mark: Marked | undefined): void;
  /** What is pointed at elsewhere. */
  light(part: { readonly start: number; readonly end: number } | undefined): void;
  breakpoints(lines: ReadonlySet<number>): void;
  lineAt(position: number): number;
  destroy(): void;
}

/** `onPoint`: the pointer is at that place of the text; undefined: at none. */
export function createSourceEditor(host: HTMLElement, onLine: (line: number) => void, onPoint: (at: number | undefined) => void): SourceEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const container = document.createElement('div');
  container.style.height = '100%';
  root.replaceChildren(container);
  const press = (view: EditorView, line: { from: number }): boolean => {
    onLine(view.state.doc.lineAt(line.from).number);
    return true;
  };
  const extensions = (name: string) => [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': name, role: 'textbox', 'aria-readonly': 'true', 'aria-multiline': 'true' }),
    gutter({ class: 'breakpoints', markers: (view) => view.state.field(breakpointField), domEventHandlers: { click: press } }),
    lineNumbers({ domEventHandlers: { click: press } }),
    languageOf(name),
    syntaxHighlighting(highlight),
    unseenCharacters,
    breakpointField,
    markField,
    litField,
    EditorView.domEventHandlers({
      mousemove: (event, view) => onPoint(view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? undefined),
      mouseleave: () => onPoint(undefined),
    }),
    theme,
  ];
  const view = new EditorView({ parent: container, root, state: EditorState.create({ extensions: extensions('') }) });
  return {
    show: (text, name) => view.setState(EditorState.create({ doc: text, extensions: extensions(name) })),
    mark: (mark) => {
      const effects: StateEffect<unknown>[] = [setMark.of(mark)];
      if (mark) {
        const at = Math.min(mark.start, view.state.doc.length);
        effects.push(EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 60 }));
      }
      view.dispatch({ effects });
    },
    light: (part) => {
      const effects: StateEffect<unknown>[] = [setLit.of(part)];
      if (part) effects.push(EditorView.scrollIntoView(Math.min(part.start, view.state.doc.length), { y: 'nearest', yMargin: 30 }));
      view.dispatch({ effects });
    },
    breakpoints: (lines) => view.dispatch({ effects: setBreakpoints.of(lines) }),
    lineAt: (position) => view.state.doc.lineAt(Math.min(position, view.state.doc.length)).number,
    destroy: () => view.destroy(),
  };
}
