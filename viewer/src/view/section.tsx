import type { ComponentChildren, JSX } from 'preact';

interface Properties {
  readonly name: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ComponentChildren;
}

/** One of the places of the first screen. */
export function Section({ name, title, note, children }: Properties): JSX.Element {
  return (
    <section class={`place ${name}`} aria-labelledby={`title-${name}`}>
      <h2 id={`title-${name}`}>
        {title}
        {note && <span class="note">{note}</span>}
      </h2>
      {children}
    </section>
  );
}
