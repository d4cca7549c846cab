// What the page shows, as signals: the session, the moment in it, and what the reader has chosen.

import { batch, computed, signal, type Signal } from '@preact/signals';
import type { StagesSource } from '../connection/stages';
import type { Session } from '../model/session';
import type { Step } from '../steps/navigator';
import { Narration, narrators, type Language } from '../words/narrate';
import { Finder } from './finder';
import { flip } from './flip';
import type { Notice } from './opening';
import { labels } from './labels';
import { language, remembered, theme } from './remembered';

export type Theme = 'light' | 'dark';
export type Panel = 'console' | 'contexts' | 'objects' | 'loop' | 'timeline' | 'engine' | 'questions' | 'input' | 'glossary';
export type StepKind = 'expression' | 'statement' | 'over' | 'microtask' | 'task' | 'turn';
export type Speed = 'slow' | 'normal' | 'fast';

/** A thing that can be asked where it comes from. */
export interface Item {
  readonly kind: 'job' | 'timer' | 'operation' | 'handle';
  readonly id: number;
}

/** A part of a script, as it runs. */
export interface Range {
  readonly script: number;
  readonly start: number;
  readonly end: number;
}

const pauses: Record<Speed, number> = { slow: 1600, normal: 800, fast: 250 };

export class Viewer {
  readonly at = signal(-1);
  /** Grows when more events have come. */
  readonly revision = signal(0);
  readonly language = signal<Language>(language());
  readonly theme = signal<Theme>(theme());
  readonly panel = signal<Panel>('console');
  readonly stepKind = signal<StepKind>('expression');
  readonly speed = signal<Speed>('normal');
  readonly playing = signal(false);
  readonly onlyMyCode = signal(true);
  readonly item = signal<Item | undefined>(undefined);
  /** The frame whose code is shown, from the bottom; undefined: the topmost that is not folded. */
  readonly frame = signal<number | undefined>(undefined);
  /** The script that is shown while no frame says which. */
  readonly script = signal(0);
  readonly keysAreShown = signal(false);
  readonly goToIsShown = signal(false);
  readonly finder = new Finder(this);
  /** What is pointed at in the engine's view: lit up in the source. */
  readonly lit = signal<Range | undefined>(undefined);
  /** The place that is pointed at in the source: lit up in the engine's view. */
  readonly pointed = signal<{ readonly script: number; readonly at: number } | undefined>(undefined);
  readonly originalsAreShown = signal(true);
  /** Who knows the stages of texts; undefined: nobody. */
  readonly stages = signal<StagesSource | undefined>(undefined);
  /** What people are told once, when the page opens. */
  readonly notice = signal<Notice | undefined>(undefined);
  /** Of turns without calls and values: why. */
  readonly undetailed = signal<ReadonlyMap<number, string>>(new Map());
  /** Asks for more of a turn that is told only up to some event; undefined: there is no more. */
  showMore: ((turn: number) => void) | undefined;
  /** Sets a breakpoint in the line that is marked, or takes it away; undefined: none is marked. */
  toggleHere: (() => void) | undefined;
  /** Begins to edit the program; undefined: it cannot be. */
  edit: (() => void) | undefined;
  /** Looks for the next time that a line is reached in a run of which not all is known, and goes there; undefined: all is known. */
  seekLine: ((line: string) => void) | undefined;
  /** Of each script: the lines with breakpoints. */
  readonly breakpoints = signal<ReadonlyMap<number, ReadonlySet<number>>>(new Map());

  readonly state = computed(() => {
    void this.revision.value;
    return this.session.history.stateAt(this.at.value);
  });
  /** The moment before the step that led here: what is newer has been changed by it. */
  readonly stepStart = computed(() => (this.at.value < 0 ? -1 : this.session.navigator.previous(this.at.value, 'expression')));
  readonly words = computed(() => labels[this.language.value]);
  readonly narration = computed(() => new Narration(this.session, narrators[this.language.value]));
  readonly sentence = computed(() => this.narration.value.sentence(this.state.value));

  /** How often somebody has gone somewhere. */
  moves = 0;

  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly shownSession: Signal<Session>;

  constructor(session: Session) {
    this.shownSession = signal(session);
    this.script.value = this.firstScript();
  }

  /** What the reader has chosen stays when another run takes the place of one. */
  choosesLike(before: Viewer): void {
    this.panel.value = before.panel.value;
    this.stepKind.value = before.stepKind.value;
    this.speed.value = before.speed.value;
    this.setOnlyMyCode(before.onlyMyCode.value);
  }

  get session(): Session {
    return this.shownSession.value;
  }

  /** More or less is told of the same run from now on; `at` is the moment that is shown in it. */
  replace(session: Session, at: number): void {
    batch(() => {
      session.stops.onlyMyCode = this.onlyMyCode.value;
      session.places.originals.areShown = this.originalsAreShown.value;
      this.shownSession.value = session;
      this.at.value = at < 0 ? -1 : session.navigator.settle(at);
      this.setBreakpoints(this.breakpoints.value);
    });
  }

  /** Shows the moment after event `at`. */
  go(at: number, animated = true): void {
    if (at === this.at.value) return;
    this.moves++;
    if (animated) flip.capture();
    this.notice.value = undefined;
    this.frame.value = undefined;
    this.at.value = at;
  }

  /** The page is opened at a moment, and people are told why. */
  open(notice: Notice | undefined): void {
    if (notice && notice.at >= 0) this.go(this.session.navigator.stopOf(notice.at), false);
    this.notice.value = notice;
  }

  /** Shows the stop at which event `at` can be seen. */
  goTo(at: number): void {
    this.pause();
    this.go(this.session.navigator.stopOf(at));
  }

  forward(step: Step = this.stepKind.value): void {
    this.go(this.session.navigator.next(this.at.value, step));
  }

  back(step: Step = this.stepKind.value): void {
    this.pause();
    this.go(this.session.navigator.previous(this.at.value, step));
  }

  play(): void {
    if (this.at.value >= this.session.navigator.end) this.go(-1, false);
    this.playing.value = true;
    this.tick();
  }

  pause(): void {
    this.playing.value = false;
    clearTimeout(this.timer);
  }

  toggleBreakpoint(script: number, line: number): void {
    const all = new Map(this.breakpoints.value);
    const lines = new Set(all.get(script));
    if (!lines.delete(line)) lines.add(line);
    all.set(script, lines);
    this.setBreakpoints(all);
  }

  private setBreakpoints(all: ReadonlyMap<number, ReadonlySet<number>>): void {
    this.breakpoints.value = all;
    const { navigator, places } = this.session;
    navigator.isBreakpoint = (script, start) => all.get(places.originals.shown({ script, start, end: 0 }).script)?.has(places.lineOf(script, start)) === true;
  }

  setOnlyMyCode(value: boolean): void {
    this.session.stops.onlyMyCode = value;
    this.onlyMyCode.value = value;
  }

  setOriginals(value: boolean): void {
    batch(() => {
      this.session.places.originals.areShown = value;
      this.originalsAreShown.value = value;
      this.frame.value = undefined;
      this.script.value = this.session.places.originals.textsOf(this.session.places.originals.scriptsOf(this.script.value)[0] ?? 0)[0] ?? 0;
      this.revision.value++;
    });
  }

  setLanguage(language: Language): void {
    this.language.value = language;
    remembered.write('language', language);
  }

  setTheme(theme: Theme): void {
    this.theme.value = theme;
    remembered.write('theme', theme);
  }

  private tick(): void {
    this.timer = setTimeout(() => {
      if (!this.playing.value) return;
      this.forward();
      if (this.at.value >= this.session.navigator.end) this.pause();
      else this.tick();
    }, pauses[this.speed.value]);
  }

  private firstScript(): number {
    const { scripts, meta } = this.session.trace;
    const program = meta.get('program') ?? '';
    const own = [...scripts.values()].filter((script) => !script.isInternal);
    const main = own.find((script) => program !== '' && script.url.endsWith(program.slice(program.lastIndexOf('/') + 1)));
    const script = (main ?? own[0])?.script ?? 0;
    return this.session.places.originals.textsOf(script)[0] ?? script;
  }
}
