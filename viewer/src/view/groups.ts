// Long lists of chips: those that say the same, one behind the other, are one with a number.

/** So many chips are shown of a list; the rest is a number. */
export const mostChips = 24;
/** So many that say the same are shown one by one. */
const mostAlike = 6;

export interface ChipGroup {
  readonly first: number;
  readonly count: number;
}

/** `look`: what a chip says; undefined: there is none. `isNumber`: of these only how many is shown, be they ever so few. */
export function grouped(items: readonly number[], look: (item: number) => string | undefined, isNumber = (_text: string) => false): ChipGroup[] {
  const groups: ChipGroup[] = [];
  for (let from = 0; from < items.length; ) {
    const text = look(items[from]!);
    let to = from + 1;
    while (to < items.length && look(items[to]!) === text) to++;
    if (text !== undefined) {
      const isOne = to - from > mostAlike || isNumber(text);
      if (isOne) groups.push({ first: items[from]!, count: to - from });
      else for (const item of items.slice(from, to)) groups.push({ first: item, count: 1 });
    }
    from = to;
    if (groups.length > 4 * mostChips) break;
  }
  return groups;
}
