// Choices that outlive the page, where the browser allows it: pages from files may have no storage.

import type { Language } from '../words/narrate';

export const remembered = {
  read<T extends string>(key: string, choices: readonly T[], otherwise: T): T {
    try {
      const found = localStorage.getItem(`orrery.${key}`);
      return choices.find((choice) => choice === found) ?? otherwise;
    } catch {
      return otherwise;
    }
  },

  write(key: string, value: string): void {
    try {
      localStorage.setItem(`orrery.${key}`, value);
    } catch {
      // Then it is forgotten.
    }
  },
};

/** The reader's own, as far as one can know. */
export function language(): Language {
  return remembered.read('language', ['en', 'ko'], navigator.language.startsWith('ko') ? 'ko' : 'en');
}

export function theme(): 'light' | 'dark' {
  return remembered.read('theme', ['light', 'dark'], matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}
