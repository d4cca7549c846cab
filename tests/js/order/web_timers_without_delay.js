// options: --profile=web
// A timer without a delay is a task at once; one with a delay becomes a task in the turn in which it is found due. So the former
// comes first, even where it was set when the latter was due already.
const log = (...values) => console.log(...values);
setTimeout(log, 1, 'after 1 ms');
for (const start = Date.now(); Date.now() - start < 5;);
setTimeout(log, 0, 'at once');
