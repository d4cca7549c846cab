// env: TZ=Europe/Berlin
// Date: https://tc39.es/ecma262/#sec-date-objects

function check(name, code) {
  let result;
  try {
    result = code();
  } catch (error) {
    result = `${error.name}: ${error.message}`;
  }
  console.log(`${name}:`, result);
}

console.log('--- values');
console.log(new Date(0), [new Date(NaN)], { at: new Date(1e12) });
console.log(Object.assign(new Date(0), { note: 'with a property' }));
console.log(new (class Stamp extends Date {})(5));
console.log(Object.prototype.toString.call(new Date()), typeof Date(), Date.length, Date.name);
console.log(JSON.stringify({ at: new Date(1e12), never: new Date(NaN) }));
console.log(new Date(8.64e15), new Date(-8.64e15), new Date(8.64e15 + 1));
console.log(new Date(1.9).getTime(), new Date(-1.9).getTime(), Object.is(new Date(-0).getTime(), 0));
console.log(new Date(true).getTime(), new Date(null).getTime(), new Date(undefined).getTime(), new Date('7e1').getTime());
console.log(new Date(new Date(42)).getTime(), new Date({ valueOf: () => 43 }).getTime());
check('BigInt', () => new Date(1n));
check('Symbol', () => new Date(Symbol('now')));
check('no date', () => Date.prototype.getTime.call({}));
check('toISOString', () => new Date(NaN).toISOString());

console.log('--- parts');
console.log(new Date(2026, 10, 21, 10, 20, 30, 456));
console.log(new Date(26, 0), new Date(-1, 0), new Date(100, 0), new Date(2026, 14, 35, 30, 70, 80, 1500));
console.log(new Date(2026, 0, NaN), new Date(Infinity, 0), new Date(2026, 1e9), new Date(275760, 8, 13, 2));
console.log(Date.UTC(2026), Date.UTC(70), Date.UTC(2026, 10, 21, 10, 20, 30, 456), Date.UTC(), Date.UTC(2026, undefined));
console.log(Date.UTC(275760, 8, 13), Date.UTC(275760, 8, 13, 0, 0, 0, 1), Date.UTC(-271821, 3, 20));
const date = new Date(2026, 10, 21, 10, 20, 30, 456);
for (const name of Object.getOwnPropertyNames(Date.prototype).filter((each) => each.startsWith('get')).sort())
  console.log(name, date[name](), new Date(NaN)[name]());
const order = [];
const noting = (name, value) => ({ valueOf: () => (order.push(name), value) });
new Date(noting('year', 1), noting('month', 2), noting('day', 3), noting('hours', 4));
console.log(order.join());

console.log('--- setters');
const setters = [
  ['setFullYear', 2000], ['setFullYear', 2000, 1, 29], ['setMonth', 1], ['setMonth', 1, 3], ['setDate', 31], ['setDate', 0],
  ['setHours', 25], ['setHours', 1, 2, 3, 4], ['setMinutes', 5, 6, 7], ['setSeconds', 8, 9], ['setMilliseconds', -1],
  ['setTime', 10.5], ['setYear', 99], ['setYear', 2001], ['setUTCFullYear', 2000], ['setUTCFullYear', 2000, 1, 29],
  ['setUTCMonth', 1], ['setUTCMonth', 1, 3], ['setUTCDate', 31], ['setUTCHours', 25], ['setUTCHours', 1, 2, 3, 4],
  ['setUTCMinutes', 5, 6, 7], ['setUTCSeconds', 8, 9], ['setUTCMilliseconds', -1], ['setHours'], ['setDate', 'x'],
  ['setHours', 1, undefined], ['setTime', 8.64e15 + 1], ['setYear', NaN],
];
for (const [name, ...values] of setters) {
  const changed = new Date(2026, 10, 30, 10, 20, 30, 456);
  const never = new Date(NaN);
  console.log(name, values.join(), changed[name](...values), changed, never[name](...values));
}
const slippery = new Date(0);
console.log(slippery.setHours({ valueOf: () => (slippery.setTime(1e12), 5) }), slippery);

console.log('--- daylight saving time');
// The hour that the clocks skip, and the one that they show twice.
for (const [month, day] of [[2, 29], [9, 25]]) {
  for (const [hour, minute] of [[0, 59], [1, 59], [2, 0], [2, 30], [2, 59], [3, 0], [4, 0]]) {
    const local = new Date(2026, month, day, hour, minute);
    console.log(hour, minute, local.toISOString(), local.toString(), local.getTimezoneOffset());
  }
}
const again = new Date('2026-10-25T01:30:00Z');
console.log(again.toString(), again.getHours(), again.setMinutes(45), again.toString());
console.log(new Date(1945, 5, 1, 12).toString(), new Date(1980, 3, 6, 2, 30).toString());
console.log(new Date(1850, 0, 1).toString(), new Date(1850, 0, 1).getTime(), new Date(1850, 0, 1).getTimezoneOffset());
console.log(new Date(2100, 6, 1).toString(), new Date(200000, 6, 1).toString());

console.log('--- texts');
for (const time of [date, new Date(-1, 0), new Date(12345, 5), new Date(NaN)]) {
  for (const name of ['toString', 'toDateString', 'toTimeString', 'toUTCString', 'toLocaleString', 'toLocaleDateString',
    'toLocaleTimeString', 'toJSON'])
    console.log(name, time[name]());
}
console.log(Date.prototype.toGMTString === Date.prototype.toUTCString, Date.prototype.toGMTString.name);
console.log(`${date}` === date.toString(), date + 1 === date.toString() + '1', date - 1 === date.getTime() - 1);
console.log(new Date(5) < new Date(6), new Date(5) == new Date(5), +new Date(5));
for (const hint of ['string', 'default', 'number']) console.log(hint, date[Symbol.toPrimitive](hint));
check('hint', () => date[Symbol.toPrimitive]('boolean'));
check('no object', () => Date.prototype[Symbol.toPrimitive].call(1, 'number'));
console.log(Object.getOwnPropertyDescriptor(Date.prototype, Symbol.toPrimitive));
console.log(Date.prototype.toJSON.call({ toISOString: () => 'from outside' }));
console.log(Date.prototype.toJSON.call({ valueOf: () => Infinity, toISOString: 1 }));
check('toJSON', () => Date.prototype.toJSON.call({ toISOString: 1 }));
check('toJSON', () => Date.prototype.toJSON.call(undefined));

console.log('--- now');
const before = Date.now();
const now = new Date().getTime();
console.log(before <= now, now <= Date.now(), Number.isInteger(before), before > 1.6e12);
console.log(Math.abs(Date.parse(Date()) - Date.now()) < 60000);
console.log(Reflect.construct(Date, [5], Array) instanceof Array, Reflect.construct(Date, [5], Array) instanceof Date);
console.log(Object.getOwnPropertyNames(Date).sort().join());
console.log(Object.getOwnPropertyNames(Date.prototype).filter((name) => !name.includes('Temporal')).sort().join());
