// What becomes of texts before they run, made by Orrery: in the page itself, or asked for (docs/watch-protocol.md, "/api/stages").

import type { Stages, TextPart } from '../model/stages';
import type { Script } from '../trace/events';
import { askServer } from './server';

export interface StagesSource {
  /** Undefined: it could not be had; null: it is left out of this page. */
  of(script: Script, goal: string, part: TextPart): Promise<Stages | null | undefined>;
}

interface Embedded {
  readonly scripts: readonly { readonly script: number; readonly stages: Stages | null }[];
}

/** Undefined: this page has none. */
export function embeddedStages(): StagesSource | undefined {
  const element = document.getElementById('stages');
  const text = element?.textContent?.trim();
  if (!text) return undefined;
  let parsed: Embedded | undefined;
  return {
    of: (script) => {
      parsed ??= JSON.parse(text) as Embedded;
      const found = parsed.scripts.find((one) => one.script === script.script);
      return Promise.resolve(found ? found.stages : null);
    },
  };
}

const mostOfText = 12 * 1024 * 1024;

/** Those that the watch server makes of the text that the page has. */
export const servedStages: StagesSource = {
  of: async ({ url, source }, goal, { start, end }) => {
    if (source.length > mostOfText) return null;
    const body = JSON.stringify({ url, text: source, goal, start, end });
    const answer = await askServer('/api/stages', { method: 'POST', body });
    return answer.ok ? ((await answer.json()) as Stages) : undefined;
  },
};
