// What a served page can do to the program beside looking at it: run examples, run and save edited texts, send events.

import { computed, effect, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Example, Examples, InputEvent, Translated } from '../connection/commands';
import type { Watch } from '../connection/watch';
import type { Language } from '../words/narrate';
import { deskLabels } from './desk_labels';
import { Editing } from './editing';
import { language, remembered, theme } from './remembered';
import type { Theme } from './viewer';

export class Desk {
  readonly examples = signal<Examples | undefined>(undefined);
  readonly menuIsShown = signal(false);
  readonly editing: Editing;
  /** How many inputs have been sent of which run: the page goes to where the next one arrives. */
  readonly awaited = signal<{ run: number; jobs: number } | undefined>(undefined);
  private readonly chosenLanguage = signal<Language>(language());

  readonly language = computed<Language>(() => this.watch.viewer.value?.language.value ?? this.chosenLanguage.value);
  readonly words = computed(() => deskLabels[this.language.value]);
  /** That runs; undefined: the file does. */
  readonly example = computed<Example | undefined>(() => {
    const id = this.watch.state.value?.example;
    return id ? this.examples.value?.examples.find((one) => one.id === id) : undefined;
  });
  readonly isOver = computed(() => {
    const live = this.watch.state.value?.live.state;
    return live !== 'running' && live !== 'blocked';
  });

  constructor(readonly watch: Watch) {
    this.editing = new Editing(this);
    // As soon as there is a connection: the page may be older than its server.
    effect(() => {
      if (this.watch.isConnected.value && !this.examples.peek()) void this.load();
    });
  }

  text(translated: Translated): string {
    return translated[this.language.value];
  }

  /** Before there is a viewer that would do it. */
  setLanguage(chosen: Language): void {
    this.chosenLanguage.value = chosen;
    remembered.write('language', chosen);
  }

  theme(): Theme {
    return theme();
  }

  /** undefined: the file. */
  async choose(example: Example | undefined): Promise<void> {
    this.menuIsShown.value = false;
    this.editing.close();
    await this.watch.commands.send('run', example ? { example: example.id } : {});
  }

  /** What runs, once more: an edited text, too. */
  async rerun(): Promise<void> {
    const { watch, editing } = this;
    if (watch.state.value?.text === 'page' && editing.isOfRunning) await editing.run();
    else await watch.rerun();
  }

  async send(event: InputEvent): Promise<boolean> {
    const run = this.watch.state.value?.run ?? 0;
    const answer = await this.watch.commands.send('input', { run, ...event });
    return answer.status === 200;
  }

  async keepRunning(keepsRunning: boolean): Promise<void> {
    await this.watch.commands.send('input', { keepsRunning });
    if (keepsRunning && this.isOver.value) await this.rerun();
  }

  private async load(): Promise<void> {
    this.examples.value = await this.watch.commands.examples();
  }
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** undefined: the page is an export, or shows a recording: nothing is to be run. */
export function useDesk(): Desk | undefined {
  const desk = useContext(DeskContext);
  return desk?.watch.state.value?.cause === 'recording' ? undefined : desk;
}
