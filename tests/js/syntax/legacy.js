#!/usr/bin/env orrery
<!-- Sloppy mode, as scripts of the nineties have it; a hashbang on top.
// Functions in blocks and conditions, `with`, labels, octal numbers, names that are keywords elsewhere.
--> not code either

var out = [], let = 1, yield = 2, await = 3, async = 4, static = 5, of = 6, get = 7, set = 8;
var implements = 9, interface = 10, package = 11, private = 12, protected = 13, public = 14;
function say() { out.push(Array.prototype.join.call(arguments, ' ')); }

say(let + yield * await - async / static % of, get, set, typeof implements, void 0, interface - package + private);
say(010, 0777, 08, 09.5, 019, 00, '\101\x41\u0041\u{41}', '\0', '\08' === '\x008', '\7' === '\x07', '\377'.charCodeAt(0));

function area(width, height, width) {
  arguments[0] = 'aliased';
  arguments.length = 2;
  return [width, height, arguments.length, arguments.callee === area, area.length];
}
say(area(1, 2, 3));

if (true) function conditional() { return 'hoisted from a condition'; }
else function conditional() { return 'never'; }
{
  function twice() { return 1; }
  function twice() { return 2; }
}
labelled: function inLabel() { return 'labelled'; }
say(conditional(), twice(), inLabel());

with ({ x: 1, y: 2, say: function (text) { out.push('with ' + text + (this.x + this.y)); } }) {
  say('says ');
  with (Math) var largest = max(x, y);
}
say(largest);

outer:
for (var i = 0 in { a: 1, b: 2 }) {
  inner: for (;;) {
    if (i == 'a') continue outer;
    say('left', i);
    break inner;
  }
}

block: {
  if (out.length) break block;
  say('unreachable');
}

var count = 0
do count++; while (count < 3) say('counted', count)
for (var j = 0, k = 10; j < k; j += 3, k--) ; say(j, k)
while (count --> 0) ; say(count)
if (count) ; else say('nothing')

switch (typeof yield) {
  case 'string':
  default:
    say('default falls');
  case 'boolean':
    say('through');
    break;
  case 'number': say('number'); {
    let scoped = 'scoped'; say(scoped);
  }
}

try {
  undeclared.property;
} catch (e) {
  var e = 'redeclared';
  say(e, typeof undeclared);
} finally {
  say('finally');
}

(function () {
  say(this === globalThis, typeof this, delete this.nothing, eval('var injected = 1; injected + 1'), injected);
  function let_() { return let
  }
  say(let_(), new.target === undefined)
})()
;[1, 2].forEach(function (n) { say(n) })
;(function () { return })()

var object = {
  if: 1, class: 2, function: 3, typeof: 4, 'quoted': 5, 6: 6, 0x7: 7, .8: 8, 1e3: 9,
  get get() { return 'got'; }, set set(set) { say('set', set); }, get: 10, set: 11, async: 12, await: 13, static: 14,
  __proto__: { inherited: true },
};
say(object.if + object.class + object.function, object['typeof'], object.quoted, object[7], object[.8], object[1000], object.inherited);
object.set = 12; say(object.get, object.async, object.static)
var a = 1, b = a
++b
say(a, b, a+++b, - -a, +-b, a-- - --b, !!a, ~~b, typeof typeof a, void a, (a, b), a ? b : a)
var g = 3, division = 12 /b/g, regex = /[/]\/(?=a)*\c{x\k/g
say(division, regex.source, regex.flags, 6
/g/1)
a: b: c: for (;;) { break b }
async: for (async in { key: 1 }) continue async
if (0) let
of
yield
[0]
say(let = 2), say(let)
l\u0065t: say(\u0061, l\u0065t)
var async; async
function notAsync() { return 'two statements' }
say(notAsync()) <!-- and a comment at the end
debugger
console.log(out.join('\n'));
