// State machines, with promises in them.
const { createMachine, createActor, assign, fromPromise, setup } = require("xstate");
const m = setup({
  actors: {
    load: fromPromise(async ({ input }) => {
      if (input.fail) throw new Error("no");
      return `data ${input.id}`;
    }),
  },
  guards: { retry: ({ context }) => context.tries < 2 },
}).createMachine({
  id: "f",
  initial: "idle",
  context: { tries: 0, data: null },
  states: {
    idle: { on: { GO: "loading" } },
    loading: {
      entry: assign({ tries: ({ context }) => context.tries + 1 }),
      invoke: {
        src: "load",
        input: ({ context }) => ({ id: 7, fail: context.tries < 2 }),
        onDone: { target: "done", actions: assign({ data: ({ event }) => event.output }) },
        onError: [{ guard: "retry", target: "waiting" }, "failed"],
      },
    },
    waiting: { after: { 2: "loading" } },
    done: { type: "final" },
    failed: {},
  },
});
const a = createActor(m);
a.subscribe({
  next: (s) => console.log(s.value, s.context),
  complete: () => console.log("complete", a.getSnapshot().status),
});
a.start();
a.send({ type: "GO" });
const t = createActor(
  createMachine({
    type: "parallel",
    states: { x: { initial: "a", states: { a: { on: { T: "b" } }, b: {} } }, y: { initial: "c", states: { c: {} } } },
  }),
).start();
t.send({ type: "T" });
console.log(t.getSnapshot().value, t.getSnapshot().matches({ x: "b" }));
