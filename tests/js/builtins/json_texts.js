// JSON: texts that are none and what is said of them, rawJSON, revivers with a context, and what stringify asks for.

const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const show = (...actions) => { for (const action of actions) console.log(attempt(action)); };

// What is no JSON.
for (const text of ['', ' ', '{', '[', '[1,]', '{"a":1,}', '{a:1}', "{'a':1}", '{"a"}', '{"a":}', '[1 2]', '{"a":1 "b"', '01', '-', '-a', '1.', '.5', '1e', '1e+', '+1', '0x1', 'NaN', 'Infinity', 'tru',
  'truex', 'nul', 'undefined', '"', '"a', '"\\', '"\\x"', '"\\u12g4"', '"\\u12', '"a\nb"', '"\u0000"', '"\t"', "'a'", '[1]]', '1 2', '{}{}', '//', '\u00a01', '\ufeff1', '[\u2028]', '[1,\n2,\n  x]', '{"a":[1,{"b":tru}]}', '"\u0100" "\u0100"'])
  console.log(JSON.stringify(text), attempt(() => JSON.parse(text)));

// What is.
for (const text of ['1', '-0', '1E3', '1e-7', '12345678901234567890', '0.1e1', '\t\n\r 1 ', '"\u2028"', '"\\u0041\\/\\b\\ud83d\\ude00"', '"\\ud83d"', '[]', '{}', '[[],{}]', '{"__proto__":1,"a":2,"a":3}', '{"1":1,"b":2,"0":0}', '{"":{"":[]}}', 'null'])
  console.log(text, Object.is(JSON.parse(text), -0) ? '-0' : JSON.stringify(JSON.parse(text)));
show(() => JSON.parse(), () => JSON.parse(null), () => JSON.parse({ toString: () => '[1]' }).length, () => JSON.parse(Symbol()), () => Object.getPrototypeOf(JSON.parse('{"__proto__":null}')) === Object.prototype);

// Revivers: from the inside out, with the source of primitives.
{
  const log = [];
  const result = JSON.parse('{"a":[1.50,"x\\u0041"],"b":{"c":-0},"d":true}', function (key, value, context) {
    log.push(`${key}=${JSON.stringify(context)}`);
    return value;
  });
  console.log(log.join(' '), JSON.stringify(result));
}
show(() => JSON.stringify(JSON.parse('[1,2,3]', (key, value) => (key === '1' ? undefined : value))), () => JSON.stringify(JSON.parse('{"a":1,"b":2}', (key, value) => (key === 'a' ? undefined : value))),
  () => JSON.stringify(JSON.parse('[1,2,[3]]', function (key, value, { source }) { if (key === '0') this[1] = 3, this[2] = 'new'; return source ?? value; })),
  () => JSON.parse('[1,2]', function (key, value) { if (key === '0') this.length = 1; return key === '' ? value.length : value; }),
  () => JSON.parse('1', () => { throw new Error('reviver'); }), () => JSON.parse('5', (key, value, { source }) => BigInt(source) + 1n) === 6n, () => JSON.parse('1', 'no function'),
  () => JSON.parse('{"a":{"b":1}}', function (key, value) { if (key === 'b') Object.defineProperty(this, 'b', { configurable: false }); return key === 'b' ? undefined : value; }).a.b);

// rawJSON.
show(() => JSON.stringify({ a: JSON.rawJSON('12345678901234567890'), b: [JSON.rawJSON('"x"'), JSON.rawJSON('1e1000')] }), () => JSON.rawJSON('1').rawJSON, () => Object.getPrototypeOf(JSON.rawJSON('1')), () => Object.isFrozen(JSON.rawJSON(1)), () => JSON.isRawJSON(JSON.rawJSON(true)), () => JSON.isRawJSON({ rawJSON: '1' }), () => JSON.isRawJSON());
show(() => JSON.rawJSON(''), () => JSON.rawJSON(' 1'), () => JSON.rawJSON('1\n'), () => JSON.rawJSON('{}'), () => JSON.rawJSON('[1]'), () => JSON.rawJSON('1,2'), () => JSON.rawJSON(undefined), () => JSON.rawJSON(Symbol()));

// stringify: what has no text, wrappers, toJSON, replacers, indentation.
show(() => JSON.stringify(undefined), () => JSON.stringify(() => 1), () => JSON.stringify(Symbol()), () => JSON.stringify([undefined, () => 1, Symbol(), NaN, -Infinity, -0]), () => JSON.stringify({ a: undefined, b: () => 1, [Symbol()]: 1, c: null }), () => JSON.stringify([Object(1), Object('s'), Object(false), Object(Symbol())]), () => JSON.stringify(1n), () => JSON.stringify({ a: [Object(1n)] }));
show(() => JSON.stringify('\u0000\b\f\n\r\t"\\/\u007f\u2028\ud800\ude00\ud83d\ude00x'), () => JSON.stringify({ '"\n': '\udfff' }), () => JSON.stringify(new Date(0)), () => JSON.stringify({ toJSON: (key) => `key ${key}` }), () => JSON.stringify({ a: { toJSON(key) { return [key, this === undefined]; } } }), () => JSON.stringify({ toJSON: 1 }));
BigInt.prototype.toJSON = function () { return `${this}n`; };
show(() => JSON.stringify([1n, Object(2n)]));
delete BigInt.prototype.toJSON;
{
  const keys = [];
  show(() => JSON.stringify({ a: 1, b: [2, { c: 3 }] }, function (key, value) { keys.push(`${key}:${Array.isArray(this)}`); return typeof value === 'number' ? value + 1 : value; }), () => keys.join(' '));
}
show(() => JSON.stringify({ a: 1, b: 2, 1: 3, c: { a: 4, d: 5 } }, ['c', 'a', 1, 'a', Object('b'), Object(1), {}, null]), () => JSON.stringify({ a: 1 }, []), () => JSON.stringify([{ a: 1, b: 2 }], new Proxy(['b'], {})),
  () => JSON.stringify(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, i])), Array.from({ length: 90 }, (_, i) => `k${(i * 7) % 45}`)));
show(() => JSON.stringify({ a: [1, [], {}, [2]] }, null, 2), () => JSON.stringify([1], null, '----------more'), () => JSON.stringify([1], null, 99), () => JSON.stringify([1], null, Object('ab')), () => JSON.stringify([1], null, 0.9), () => JSON.stringify([1], null, true));
{
  const circle = { name: 'outer', list: [1, {}] };
  circle.list[1].again = circle.list;
  show(() => JSON.stringify(circle), () => { const a = []; a[0] = a; return JSON.stringify(a); });
}
// EnumerableOwnProperties comes before the values: what a getter removes is undefined, what it adds is not seen.
show(() => JSON.stringify({ get a() { delete this.b; this.c = 3; return 1; }, b: 2, d: 4 }), () => JSON.stringify(new Proxy({ a: 1, b: 2, [Symbol()]: 3 }, { ownKeys: (t) => Reflect.ownKeys(t).reverse(), getOwnPropertyDescriptor: (t, k) => ({ ...Reflect.getOwnPropertyDescriptor(t, k), enumerable: k !== 'a' }) })),
  () => JSON.stringify(Object.defineProperties({}, { a: { value: 1 }, b: { value: 2, enumerable: true } })), () => JSON.stringify(Object('ab')), () => JSON.stringify(new Proxy([1, , 2], {})), () => JSON.stringify(new Uint8Array(2)));
