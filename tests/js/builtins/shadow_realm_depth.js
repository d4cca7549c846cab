// modes: plain
// Calls through the boundary of a ShadowRealm without end: an exception, whose message does not grow with each call.

const recurse = new ShadowRealm().evaluate("f => f()");
let depth = 0;
const again = () => { depth++; return recurse(again); };
try {
  again();
} catch (error) {
  console.log(error.name, error.message.length < 500, depth > 100);
}
