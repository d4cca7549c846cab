// The text that is being edited: what it was, what it is, and where it goes. It outlives the runs that it begins.

import type { EditorState } from '@codemirror/state';
import { computed, effect, signal } from '@preact/signals';
import type { ProgramFile } from '../connection/commands';
import type { Desk } from './desk';
import { readComplaint, type SyntaxComplaint } from '../model/syntax_complaint';
import type { TextEditor } from './text_editor';

export interface Draft {
  /** Which of the examples it is a text of; '': of the file. */
  readonly example: string;
  readonly name: string;
  readonly original: string;
  readonly text: string;
  /** Of the file that it was made from; '' of an example. */
  readonly version: string;
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export class Editing {
  readonly draft = signal<Draft | undefined>(undefined);
  readonly isOpen = signal(false);
  /** The file on disk is another one than the draft was made from. */
  readonly conflict = signal<ProgramFile | undefined>(undefined);
  readonly isSaved = signal(false);
  readonly isChanged = computed(() => {
    const draft = this.draft.value;
    return draft !== undefined && draft.text !== draft.original;
  });
  /** Of the text that ran last. */
  readonly complaint = computed<SyntaxComplaint | undefined>(() => {
    const state = this.desk.watch.state.value;
    const found = state?.live.syntaxError ? readComplaint(state.live.syntaxError) : undefined;
    return found && state && fileName(found.file) === fileName(state.program) ? found : undefined;
  });
  /** While it is shown. */
  editor: TextEditor | undefined;
  /** Of the last one that was shown: of the same draft, or of another one. */
  lastState: EditorState | undefined;
  private complainedOf = 0;
  /** Changed texts of programs that do not run now. */
  private readonly kept = new Map<string, Draft>();

  constructor(private readonly desk: Desk) {
    // An error in a text that was typed here is shown where it was typed: once.
    effect(() => {
      const state = desk.watch.state.value;
      if (!state || !this.complaint.value || state.text !== 'page' || state.run === this.complainedOf || !this.draft.peek()) return;
      this.complainedOf = state.run;
      this.isOpen.value = true;
    });
    // Examples are play; what was written in a file is not to be lost with the page.
    addEventListener('beforeunload', (event) => {
      const drafts = [this.draft.value, ...this.kept.values()];
      if (drafts.some((draft) => draft?.example === '' && draft.text !== draft.original)) event.preventDefault();
    });
  }

  /** There is something that can be edited, and the draft, if there is one, is of it. */
  get isOfRunning(): boolean {
    return this.draft.value?.example === (this.desk.watch.state.value?.example ?? '');
  }

  async open(): Promise<void> {
    if (this.isOpen.value) return;
    if (this.draft.value && this.isOfRunning && this.isChanged.value) {
      this.isOpen.value = true;
      return;
    }
    if (this.draft.value && this.isChanged.value) this.kept.set(this.draft.value.example, this.draft.value);
    const draft = this.kept.get(this.desk.watch.state.value?.example ?? '') ?? (await this.begin());
    if (!draft) return;
    this.conflict.value = undefined;
    this.isSaved.value = false;
    this.draft.value = draft;
    this.isOpen.value = true;
  }

  /** The draft stays. */
  close(): void {
    this.isOpen.value = false;
  }

  change(text: string): void {
    const draft = this.draft.value;
    if (!draft || draft.text === text) return;
    this.draft.value = { ...draft, text };
    this.isSaved.value = false;
  }

  /** Without writing it anywhere. */
  async run(): Promise<void> {
    const draft = this.draft.value;
    if (!draft) return;
    const { example, text } = draft;
    const wasOpen = this.isOpen.value;
    // The run may complain before the command is answered.
    this.close();
    const answer = await this.desk.watch.commands.send('run', example ? { example, text } : { text });
    if (answer.status !== 200) this.isOpen.value = wasOpen;
  }

  async save(): Promise<void> {
    const draft = this.draft.value;
    if (!draft || draft.example) return;
    const { text, version } = draft;
    const answer = await this.desk.watch.commands.send('save', { text, version });
    if (answer.status === 409) {
      const theirs = await this.desk.watch.commands.program();
      if (typeof theirs === 'object') this.conflict.value = theirs;
      else this.desk.watch.complaint.value = answer.error;
      return;
    }
    if (answer.status !== 200) return;
    this.conflict.value = undefined;
    this.isSaved.value = true;
    this.draft.value = { ...(this.draft.value ?? draft), original: text, version: String(answer.body['version'] ?? '') };
  }

  /** Of a conflict: what is on disk takes the place of the draft. */
  takeTheirs(): void {
    const [draft, theirs] = [this.draft.value, this.conflict.value];
    if (!draft || !theirs) return;
    this.conflict.value = undefined;
    this.editor?.replace(theirs.text);
    this.draft.value = { ...draft, original: theirs.text, text: theirs.text, version: theirs.version };
  }

  /** Of a conflict: the draft takes the place of what is on disk, which undo brings back. */
  async keepMine(): Promise<void> {
    const [draft, theirs] = [this.draft.value, this.conflict.value];
    if (!draft || !theirs) return;
    this.conflict.value = undefined;
    this.editor?.replace(theirs.text);
    this.editor?.replace(draft.text);
    this.draft.value = { ...draft, version: theirs.version };
    await this.save();
  }

  /** Goes back to the text before the changes, and runs that if the changed one was running. */
  async discard(): Promise<void> {
    const draft = this.draft.value;
    this.draft.value = undefined;
    this.conflict.value = undefined;
    this.editor = undefined;
    this.close();
    if (draft) this.kept.delete(draft.example);
    if (this.desk.watch.state.value?.text === 'page') await this.desk.watch.rerun();
  }

  private async begin(): Promise<Draft | undefined> {
    const { watch } = this.desk;
    const state = watch.state.value;
    const example = this.desk.example.value;
    // The page was loaded anew while an edited text ran: it goes on with that.
    const running = state?.text === 'page' ? this.runningText() : undefined;
    if (example) return { example: example.id, name: this.desk.text(example.title), original: example.text, text: running ?? example.text, version: '' };
    const file = await watch.commands.program();
    if (typeof file !== 'object') {
      const words = this.desk.words.value;
      watch.complaint.value = file ? words.notUtf8 : words.cannotRead;
      return undefined;
    }
    return { example: '', name: fileName(file.path), original: file.text, text: running ?? file.text, version: file.version };
  }

  /** Of the program itself, as the trace has it. */
  private runningText(): string | undefined {
    const viewer = this.desk.watch.viewer.value;
    const program = fileName(this.desk.watch.state.value?.program ?? '');
    const scripts = [...(viewer?.session.trace.scripts.values() ?? [])];
    return scripts.find((script) => !script.isInternal && fileName(script.url) === program)?.source;
  }
}
