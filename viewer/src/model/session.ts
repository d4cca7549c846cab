// Everything that is known of one trace, together.

import { Navigator } from '../steps/navigator';
import { Stops } from '../steps/stops';
import type { Trace } from '../trace/trace';
import { Activity } from './activity';
import { CallSites } from './call_sites';
import { Chronicle } from './chronicle';
import { History } from './history';
import { Objects } from './objects';
import { Places } from './places';

export class Session {
  readonly chronicle: Chronicle;
  readonly history: History;
  readonly places: Places;
  readonly objects: Objects;
  readonly callSites: CallSites;
  readonly activity: Activity;
  readonly stops: Stops;
  readonly navigator: Navigator;

  constructor(readonly trace: Trace) {
    this.chronicle = new Chronicle(trace);
    this.history = new History(trace);
    this.places = new Places(trace);
    this.objects = new Objects(trace, this.chronicle, this.places);
    this.callSites = new CallSites(trace, this.places);
    this.activity = new Activity(trace, this.chronicle, this.places);
    this.stops = new Stops(trace, this.chronicle, this.places);
    this.navigator = new Navigator(trace, this.history, this.stops);
  }

  /** More events have come. */
  extend(): void {
    this.chronicle.extend();
    this.history.extend();
  }
}
