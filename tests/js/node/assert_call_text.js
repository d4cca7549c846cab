// What an assertion that fails says of its own call.
const assert = require('assert');
const show = (f) => {
  try {
    f();
  } catch (error) {
    console.log(JSON.stringify(error.message), error.generatedMessage, error.actual, error.operator);
  }
};

show(() => assert(0));
show(() => assert.ok(0));
show(() => assert.ok(typeof 123 === 'string'));
show(() => assert(  false   ,   undefined ));
show(() => assert.ok('', null));
show(() => assert['ok'](NaN));
show(() => {
  const { ok: fine } = assert;
  fine(0);
});
show(() => assert.strict.ok(0));
show(() => assert.ok.call(null, 0));
show(() => assert.apply(null, [0]));
show(() => eval('assert(0)'));
show(() => new Function('assert', 'assert(0)')(assert));
show(() => assert());
show(() => [0].forEach((x) => assert(x)));
show(() => assert((() => { return 0 })()));
show(() => assert(`a ${1}` === 'ü'));
show(() => assert?.ok(0));
show(() => assert(0, 'a message'));
show(() => {
  assert(1); assert(0); assert(2);
});
show(() => {
  if (assert(0)) assert(1);
});
show(() => {
  const value = assert(0) || 5;
});
show(() => assert.ok(...[0]));
show(() => assert/* a */(/* b */0/* c */));
show(() => [assert(0)]);
show(() => assert.equal(assert(0), 1));
show(function () {
  'use strict';
  return assert(0);
});

// Node gives the first of these lines.
show(() => {
    assert(
      [1, 2]
        .map((x) => x + 1)
        .includes(
    9),
    );
});
(async () => assert(await 0))().catch((error) => console.log(JSON.stringify(error.message)));
