// Everything that is known of one trace, together.

import { Navigator } from '../steps/navigator';
import { Stops } from '../steps/stops';
import { Trace } from '../trace/trace';
import { Activity } from './activity';
import { CallSites } from './call_sites';
import type { Chronicle } from './chronicle';
import { History, type States } from './history';
import { JoinedChronicle } from './joined_chronicle';
import { JoinedHistory } from './joined_history';
import { Objects } from './objects';
import { Places } from './places';
import { ProgramEnvironments } from './program_environments';
import { RunChronicle } from './run_chronicle';
import type { WindowsInRun } from './windows_in_run';

const readAtOnce = 256 * 1024;

export class Session {
  readonly chronicle: Chronicle;
  readonly history: States;
  readonly places: Places;
  readonly objects: Objects;
  readonly callSites: CallSites;
  readonly activity: Activity;
  readonly programEnvironments: ProgramEnvironments;
  readonly stops: Stops;
  readonly navigator: Navigator;

  constructor(
    readonly trace: Trace,
    known?: { readonly chronicle: Chronicle; readonly history: States; readonly places: Places },
  ) {
    this.chronicle = known?.chronicle ?? RunChronicle.of(trace);
    this.history = known?.history ?? History.of(trace);
    this.places = known?.places ?? new Places(trace);
    this.objects = new Objects(trace, this.chronicle, this.places);
    this.callSites = new CallSites(trace, this.places);
    this.activity = new Activity(trace, this.chronicle, this.places);
    this.programEnvironments = new ProgramEnvironments(this.chronicle, this.places);
    this.stops = new Stops(trace, this.chronicle, this.places);
    this.navigator = new Navigator(trace, this.history, this.stops);
  }

  /** Of the bytes of a trace. Events are looked at while they are decoded: there may be more than can be kept so. */
  static read(bytes: Uint8Array): Session {
    const session = new Session(new Trace());
    for (let at = 0; at < bytes.length; at += readAtOnce) {
      session.trace.append(bytes.subarray(at, at + readAtOnce));
      session.extend();
    }
    session.trace.finish();
    return session;
  }

  /** `trace` is that of a run, of which some turns are told finely: everything else is known already. */
  static joined(trace: Trace, run: Session, windows: WindowsInRun): Session {
    const chronicle = new JoinedChronicle(run.chronicle, windows);
    return new Session(trace, { chronicle, history: new JoinedHistory(trace, run.history, windows), places: run.places });
  }

  /** More events have come. */
  extend(): void {
    this.chronicle.extend();
    this.history.extend();
  }
}
