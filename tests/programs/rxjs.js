// Streams of values, put together in many ways.
const {
  of,
  from,
  interval,
  Subject,
  BehaviorSubject,
  ReplaySubject,
  merge,
  concat,
  zip,
  combineLatest,
  timer,
  throwError,
  defer,
  range,
  EMPTY,
} = require("rxjs");
const {
  map,
  filter,
  scan,
  take,
  mergeMap,
  switchMap,
  concatMap,
  catchError,
  debounceTime,
  toArray,
  reduce,
  retry,
  delay,
  distinctUntilChanged,
  bufferCount,
  groupBy,
  share,
  startWith,
  pairwise,
  finalize,
  tap,
} = require("rxjs/operators");
range(1, 10)
  .pipe(
    filter((x) => x % 2 === 0),
    map((x) => x * x),
    toArray(),
  )
  .subscribe((v) => console.log("squares", v));
of("a", "b")
  .pipe(
    concatMap((x) => of(`${x}1`, `${x}2`).pipe(delay(1))),
    toArray(),
  )
  .subscribe((v) => console.log("concatMap", v));
interval(50)
  .pipe(
    take(4),
    scan((a, b) => a + b, 0),
  )
  .subscribe({ next: (v) => console.log("scan", v), complete: () => console.log("scan done") });
const subject = new Subject();
subject.pipe(pairwise(), startWith("start")).subscribe((v) => console.log("pair", v));
[1, 2, 3].forEach((v) => subject.next(v));
subject.complete();
const behaviour = new BehaviorSubject(0);
combineLatest([behaviour, of("x", "y")]).subscribe((v) => console.log("latest", v));
behaviour.next(1);
let tries = 0;
defer(() => (++tries < 3 ? throwError(() => new Error(`try ${tries}`)) : of("success")))
  .pipe(retry(5))
  .subscribe((v) => console.log(v, tries));
throwError(() => new TypeError("bad"))
  .pipe(catchError((e) => of(`caught ${e.message}`)))
  .subscribe(console.log);
from(["one", "two", "three", "four"])
  .pipe(
    groupBy((w) => w.length),
    mergeMap((g) =>
      g.pipe(
        reduce((a, w) => [...a, w], []),
        map((ws) => [g.key, ws]),
      ),
    ),
  )
  .subscribe((v) => console.log("group", v));
zip(of(1, 2, 3), of("a", "b")).subscribe((v) => console.log("zip", v));
concat(of(1), EMPTY, of(2))
  .pipe(finalize(() => console.log("finalized")))
  .subscribe(console.log);
const replay = new ReplaySubject(2);
[1, 2, 3].forEach((v) => replay.next(v));
replay.subscribe((v) => console.log("replay", v));
merge(timer(400).pipe(map(() => "late")), timer(300).pipe(map(() => "early"))).subscribe(console.log);
from(Promise.resolve("promised")).subscribe(console.log);
of(1, 1, 2, 2, 1)
  .pipe(distinctUntilChanged(), bufferCount(2))
  .subscribe((v) => console.log("buffer", v));
