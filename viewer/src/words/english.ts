import type { JobFacts, LeftFacts, Narrator } from './facts';
import { complaintText } from './complaints';
import { code, go, say, type Sentence } from './sentence';

const by = ({ line }: JobFacts): Sentence => (line ? say`, queued by ${go(line.at, `line ${line.number}`)}` : []);
const popped = (isEmpty: boolean): Sentence => (isEmpty ? ['The call stack is empty now.'] : []);

const reactions = (job: JobFacts): Sentence => {
  if (job.sort === 3 || job.sort === 4) return say`the rest of ${job.name}, after its await`;
  if (job.sort === 5) return say`the call of a thenable’s ${code('then')}`;
  if (job.promise !== 0 && job.isBuiltIn) return say`a built-in reaction to promise p${job.promise}`;
  if (job.promise !== 0) return say`the reaction of promise p${job.promise}, ${job.name}`;
  return [job.name];
};

const awaited = { timer: 'until the next timer', frame: 'until the next frame', 'idle time': 'until what waits for idle time is called in any case', nothing: 'at most' };

const counted = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`]);

function kept({ timers, operations, others }: LeftFacts): string {
  const all = [...counted(timers, 'timer', 'timers'), ...counted(operations, 'operation', 'operations'), ...counted(others, 'other thing', 'other things')];
  return all.length === 0 ? 'nothing is in the background' : `what is left in the background keeps no run alive: ${all.join(', ')}`;
}

export const english: Narrator = {
  hostName: (name) => name,
  hostJob: (isMicrotask) => (isMicrotask ? 'a built-in reaction' : 'a task of the host'),
  before: () => ['Nothing has run yet. Press the right arrow: one press, one step.'],
  reads: (file) => say`Before anything runs, the text of ${code(file)} is read.`,
  unparsed: (file, line, message) => say`The text of ${code(file)} cannot be read as JavaScript, so nothing of it runs. Line ${line}: ${message}.`,
  text: (file) => say`The program starts. The text of ${code(file)} itself is the first thing on the call stack.`,
  task: (job) =>
    say`The stack is empty and no microtask waits, so the loop takes one task, from the ${job.source} queue: ${job.name}${by(job)}.`,
  microtask: (job) =>
    job.isFirst
      ? say`The stack is empty, so the loop drains the microtasks before anything else: first, ${reactions(job)}${by(job)}.`
      : say`Another microtask waits, and all of them go before the next task: ${reactions(job)}${by(job)}.`,
  tick: (job) => say`The stack is empty, so Node runs what ${code('process.nextTick')} was given, before it begins with the reactions of promises: ${job.name}${by(job)}.`,
  builtin: (c) => say`${c.call} is called. Built-in functions are on the stack, too, while they run.`,
  enter: (c) => say`${c.call} is called: its execution context goes on top of the stack.`,
  construct: (c) => say`${c.call} makes a new object: the constructor goes on top of the stack.`,
  resume: (c) => say`${c.name} goes on where it had stopped: its context comes back onto the stack.`,
  textEnds: (file, empty) => say`The text of ${code(file)} has been run to its end and leaves the stack. ${popped(empty)}`,
  returns: (name, value, empty) => say`${name} returns ${value} and leaves the stack. ${popped(empty)}`,
  throws: (name, value, empty) => say`${name} does not catch ${value}: its context leaves the stack, and the exception goes on to its caller. ${popped(empty)}`,
  terminated: (name, empty) => say`The run is being ended, which nothing can catch: ${name} leaves the stack. ${popped(empty)}`,
  awaits: (name, empty) => say`${name} awaits: its context leaves the stack and waits; whoever called it goes on. ${popped(empty)}`,
  yields: (name, value) => say`${name} yields ${value}: its context leaves the stack until somebody asks for the next value.`,
  statement: (line, snippet) => say`Line ${line} is next: ${snippet}`,
  called: (snippet, value) => say`${snippet} is done and gives ${value}.`,
  evaluated: (snippet, value) => say`${snippet} is ${value}.`,
  binding: (name, value, isFirst) => (isFirst ? say`${name} begins with ${value}.` : say`${name} becomes ${value}.`),
  thrown: (value) => say`An exception is thrown: ${value}. It unwinds the stack until somebody catches it.`,
  caught: (value) => say`${code('catch')} takes the exception ${value}.`,
  inputQueued: (type) =>
    say`Somebody has sent ${code(type)} at the input pad: a task goes into the user interaction queue. Like every task it waits for an empty stack, for all microtasks, and for its turn.`,
  taskQueued: (job) => say`A task goes into the ${job.source} queue: ${job.name}. It waits for an empty stack, for all microtasks, and for its turn.`,
  microtaskQueued: (job, state) =>
    job.sort === 3 || job.sort === 4
      ? say`What ${job.name} awaits is ${job.sort === 3 ? 'there' : 'rejected'}, so the rest of it goes into the microtask queue. It will run as soon as the stack is empty, before any task.`
      : state === 0
      ? say`${job.name} goes into the microtask queue. It will run as soon as the stack is empty, before any task.`
      : say`Promise p${job.promise} is ${state === 1 ? 'fulfilled' : 'rejected'}, so ${job.name} goes into the microtask queue. It will run as soon as the stack is empty, before any task.`,
  tickQueued: (job) => say`${job.name} goes into the queue of ${code('process.nextTick')}, which is emptied before the microtasks.`,
  dropped: (job) => say`${job.name} leaves its queue and will not run.`,
  jobEnded: () => ['It is done. The call stack is empty.'],
  timerSet: (t) =>
    say`A timer starts in the background: ${t.repeats ? 'every' : 'in'} ${t.delay}${t.asked ? ` (what ${t.asked} comes to here)` : ''}, at the earliest, ${t.name} may be queued. JavaScript does not wait for it.`,
  timerDue: (t) =>
    t.isAtOnce
      ? say`A timer of ${t.delay} has no time to wait for, so ${t.name} goes into the queue of timer tasks at once. It must still wait for an empty stack, and for all microtasks.`
      : say`The timer’s time has come: ${t.name} moves into the queue of timer tasks. It must still wait for an empty stack, and for all microtasks.`,
  timerReferenced: (t, keepsAlive) =>
    keepsAlive ? say`The run waits for the timer of ${t.name} again.` : say`The run does not wait for the timer of ${t.name} any more: if nothing else is left, it ends.`,
  timerCleared: (t) => say`The timer of ${t.name} is cleared: it will not run.`,
  operationBegun: (what) => say`${code(what)} starts in the background. JavaScript goes on meanwhile.`,
  operationDone: (what) => say`${code(what)} is done in the background: what is to be called goes into its task queue.`,
  operationCancelled: (what) => say`${code(what)} is cancelled.`,
  handleOpened: (what) => say`From now on, ${code(what)} may make tasks at any moment.`,
  handleClosed: (what) => say`${code(what)} is closed: no more tasks will come of it.`,
  requested: ({ name, isFrame, left }) =>
    isFrame
      ? say`${name} waits in the background for the next frame${left ? `, in ${left}` : ''}: a rendering task will call it, just before the page is painted. JavaScript does not wait for it.`
      : say`${name} waits in the background for idle time: it will be called when nothing else is to be done${left ? `, or in ${left} at the latest` : ''}. JavaScript does not wait for it.`,
  requestCancelled: ({ name }) => say`${name} is cancelled: it will not be called.`,
  output: (method, text) => say`${method} prints ${text}`,
  thrownAt: (where) => say` It was thrown at ${where}.`,
  uncaught: (sort, text) =>
    sort === 1
      ? say`Nobody catches the exception, so it is reported: ${text}`
      : sort === 2
        ? say`Nobody handles the rejection, so it is reported: ${text}`
        : say`The rejection is handled after all: ${text}`,
  callback: (what, name, added) =>
    what ? say`For the event ${code(what)}, ${name} is called${added ? say`; it listens since ${go(added.at, `line ${added.number}`)}` : []}.` : say`${name} is called.`,
  waits: (wait) =>
    wait === undefined
      ? ['Nothing is left to run for now. The loop waits until something happens in the background.']
      : say`Nothing is left to run for now. The loop sleeps ${wait.time}, ${awaited[wait.what]}.`,
  ends: (status, why, left) =>
    why
      ? say`The run ends: ${why}. Exit status ${status}.`
      : say`The stack and the queues are empty, and ${kept(left)}. The run ends with status ${status}.`,
  stillAwait: (names) => say` But ${names} never came back from an await: nobody settled what it waits for.`,
  cut: (missing) =>
    missing.kind === 'killed'
      ? ['Here the recording ends: the program was killed. What it did after this was never written down.']
      : missing.kind === 'unlike'
        ? say`The replay ends here, and is not the recorded run (${missing.why}): what is shown may not be what has run.`
        : say`The trace ends here: ${complaintText(missing.why, 'en')}.`,
};
