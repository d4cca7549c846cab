// Movements: what was at one place before a step and is at another after it travels there. An element names itself by
// data-flip; what it was before, where it has changed its kind (a timer that became a task), by data-flip-from.

const duration = 420;
const easing = 'cubic-bezier(0.2, 0.7, 0.2, 1)';

let before: Map<string, DOMRect> | undefined;

function elements(): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>('[data-flip]');
}

/** The place where the old element can still be seen, or undefined. */
function origin(element: HTMLElement, known: Map<string, DOMRect>): DOMRect | undefined {
  const names = [element.dataset['flip'], ...(element.dataset['flipFrom'] ?? '').split(' ')];
  for (const name of names) {
    const found = name && known.get(name);
    if (found) return found;
  }
  return undefined;
}

function move(element: HTMLElement, from: DOMRect): void {
  const to = element.getBoundingClientRect();
  const [x, y] = [from.left - to.left, from.top - to.top];
  if (Math.abs(x) < 1 && Math.abs(y) < 1) return;
  const lifted = Math.abs(x) + Math.abs(y) > 60;
  element.animate(
    [
      { transform: `translate(${x}px, ${y}px)`, zIndex: lifted ? 10 : 1, position: 'relative' },
      { transform: 'none', zIndex: lifted ? 10 : 1, position: 'relative' },
    ],
    { duration, easing },
  );
}

export const flip = {
  /** Remembers where everything is. */
  capture(): void {
    before = undefined;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    before = new Map();
    for (const element of elements()) before.set(element.dataset['flip']!, element.getBoundingClientRect());
    // What a call makes comes out of the frame that made it.
    const top = document.querySelector('.frame.top');
    if (top) before.set('top', top.getBoundingClientRect());
  },

  /** Moves everything from there. */
  play(): void {
    const known = before;
    before = undefined;
    if (!known) return;
    for (const element of elements()) {
      const from = origin(element, known);
      if (from) move(element, from);
      else element.animate([{ opacity: 0, transform: 'scale(0.94)' }, { opacity: 1, transform: 'none' }], { duration: 260, easing });
    }
  },
};
