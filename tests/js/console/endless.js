// modes: plain
// What never ends when it is inspected: each round gives a new object. A collection at every allocation goes through all of the
// deep stack, which takes half a minute.
Error.stackTraceLimit = 0;
const custom = Symbol.for('nodejs.util.inspect.custom');
const again = () => ({ [custom]: again });
try {
  console.log(again());
} catch (error) {
  console.log(error.name, error.message);
}
