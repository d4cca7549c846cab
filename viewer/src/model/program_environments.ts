// The environments of the program's own scripts and modules, in the order in which they were entered: found while the run is read, so that
// nobody goes through all environments of a long run for them.

import { countUntil, type Chronicle, type EnvironmentRecord } from './chronicle';
import type { Places } from './places';

export class ProgramEnvironments {
  private readonly own: EnvironmentRecord[] = [];
  private known = 0;

  constructor(
    private readonly chronicle: Chronicle,
    private readonly places: Places,
  ) {}

  /** Those that were entered up to event `at`. */
  until(at: number): readonly EnvironmentRecord[] {
    const { environmentList } = this.chronicle;
    for (; this.known < environmentList.length; this.known++) {
      const record = environmentList[this.known]!;
      if (this.places.isScriptText(record.function) && !this.places.isForeign(record.function)) this.own.push(record);
    }
    return this.own.slice(0, countUntil(this.own, at, ({ enteredAt }) => enteredAt));
  }
}
