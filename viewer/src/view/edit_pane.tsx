import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { ViewerContext } from './context';
import { useDesk, type Desk } from './desk';
import { createTextEditor } from './text_editor';

/** Beside the source's title: the way into the editor, and what has become of the text. */
export function EditButton(): JSX.Element | null {
  const desk = useDesk();
  const viewer = useContext(ViewerContext);
  if (!desk) return null;
  const { editing } = desk;
  const words = desk.words.value;
  const isEdited = desk.watch.state.value?.text === 'page';
  const isPending = editing.isChanged.value && editing.isOfRunning;
  return (
    <span class="edit-tools">
      {(isEdited || isPending) && <span class="edit-note">{isPending && !editing.draft.value?.example ? words.changed : words.edited}</span>}
      {isPending && !editing.draft.value?.example && <PlainButton label={words.save} title={words.saveTitle} press={() => void editing.save()} />}
      {(isPending || isEdited) && <PlainButton label={words.discard} title={words.discardTitle} press={() => void editing.discard()} />}
      <button
        type="button"
        class="edit-button"
        title={words.editTitle}
        onClick={() => {
          viewer?.pause();
          void editing.open();
        }}
      >
        {words.edit}
      </button>
    </span>
  );
}

/** Below the source, where it is none of the language. */
export function ComplaintBand(): JSX.Element | null {
  const desk = useDesk();
  const complaint = desk?.editing.complaint.value;
  if (!desk || !complaint) return null;
  return <p class="edit-error">{desk.words.value.errorAt(complaint.line, complaint.message)}</p>;
}

interface ButtonProperties {
  readonly label: string;
  readonly title: string;
  readonly press: () => void;
}

function PlainButton({ label, title, press }: ButtonProperties): JSX.Element {
  return (
    <button type="button" class="quiet" title={title} onClick={press}>
      {label}
    </button>
  );
}

function Conflict({ desk }: { desk: Desk }): JSX.Element | null {
  const { editing } = desk;
  const words = desk.words.value;
  if (!editing.conflict.value) return null;
  return (
    <div class="edit-conflict" role="alert">
      <p>{words.conflict}</p>
      <button type="button" onClick={() => void editing.keepMine()}>
        {words.keepMine}
      </button>
      <button type="button" onClick={() => editing.takeTheirs()}>
        {words.takeTheirs}
      </button>
    </div>
  );
}

/** In the source's place while the text is edited. */
export function EditPane({ desk }: { desk: Desk }): JSX.Element {
  const { editing } = desk;
  const words = desk.words.value;
  const host = useRef<HTMLDivElement>(null);
  const draft = editing.draft.value;
  const { complaint } = editing;
  const isFile = draft?.example === '';

  useLayoutEffect(() => {
    const now = editing.draft.peek();
    if (!now) return;
    const orders = {
      change: (text: string) => editing.change(text),
      run: () => void editing.run(),
      save: () => void editing.save(),
      leave: () => editing.close(),
    };
    const editor = createTextEditor(host.current!, now.text, words.editor(now.name), orders, editing.lastState);
    editing.editor = editor;
    editor.complain(complaint.peek());
    editor.focus();
    return () => {
      editing.lastState = editor.state();
      editing.editor = undefined;
      editor.destroy();
    };
  }, [draft?.example, words]);

  useLayoutEffect(() => editing.editor?.complain(complaint.value), [complaint.value]);

  return (
    // The keys of the page are not for who types.
    <section class="place source editing" aria-labelledby="title-editor" onKeyDown={(event) => event.stopPropagation()}>
      <h2 id="title-editor">
        {words.edit} <span class="note">{draft?.name}</span>
        <span class="edit-tools">
          <span class="edit-note" role="status">
            {editing.isSaved.value ? words.saved : editing.isChanged.value ? (isFile ? words.changed : words.edited) : ''}
          </span>
          {editing.isChanged.value && <PlainButton label={words.discard} title={words.discardTitle} press={() => void editing.discard()} />}
          <PlainButton label={words.leave} title={words.leaveTitle} press={() => editing.close()} />
          {isFile && (
            <button type="button" class="edit-button" title={words.saveTitle} disabled={!editing.isChanged.value} onClick={() => void editing.save()}>
              {words.save}
            </button>
          )}
          <button type="button" class="edit-button main" title={words.runTitle} onClick={() => void editing.run()}>
            {words.run}
          </button>
        </span>
      </h2>
      <Conflict desk={desk} />
      <div class="code" ref={host} />
      <div role="alert">
        <ComplaintBand />
      </div>
    </section>
  );
}
