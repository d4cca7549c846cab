// What the page asks the watch server for, and tells it to do: docs/watch-protocol.md, "Commands".

import { askServer } from './server';

/** A text in both languages. */
export interface Translated {
  readonly en: string;
  readonly ko: string;
}

export interface Example {
  readonly id: string;
  readonly title: Translated;
  /** That it answers. */
  readonly question: Translated;
  readonly profile: string;
  readonly text: string;
}

export interface Examples {
  /** Of the command line; empty: none was named. */
  readonly file: string;
  readonly examples: readonly Example[];
}

/** The program's file as it is on disk. */
export interface ProgramFile {
  readonly path: string;
  readonly text: string;
  readonly version: string;
}

/** An event that is to be sent: type, key and so on, as in src/cli/run/input.h. */
export type InputEvent = Readonly<Record<string, unknown>> & { readonly target: number; readonly type: string };

/** What a command was answered. */
export interface Answer {
  readonly status: number;
  readonly error: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export class Commands {
  /** @param complain is told what went wrong; '' when a new command begins */
  constructor(private readonly complain: (text: string) => void) {}

  async examples(): Promise<Examples | undefined> {
    const answer = await this.ask('/api/examples');
    return answer.status === 200 ? (answer.body as unknown as Examples) : undefined;
  }

  /** 'no text': it is in another encoding than UTF-8, and would not stay as it is. */
  async program(): Promise<ProgramFile | 'no text' | undefined> {
    const answer = await this.ask('/api/program');
    if (answer.status === 415) return 'no text';
    return answer.status === 200 ? (answer.body as unknown as ProgramFile) : undefined;
  }

  /** A conflict of saving (409) is for the one who asks to tell of. */
  async send(name: 'run' | 'stop' | 'save' | 'input', members: object = {}): Promise<Answer> {
    this.complain('');
    const answer = await this.ask(`/api/${name}`, members);
    if (answer.status !== 200 && !(name === 'save' && answer.status === 409)) this.complain(answer.error);
    return answer;
  }

  private async ask(path: string, members?: object): Promise<Answer> {
    try {
      const response = await askServer(path, members && { method: 'POST', body: JSON.stringify(members) });
      const body = (await response.json()) as Record<string, unknown>;
      return { status: response.status, error: String(body['error'] ?? response.statusText), body };
    } catch (error) {
      return { status: 0, error: String(error), body: {} };
    }
  }
}
