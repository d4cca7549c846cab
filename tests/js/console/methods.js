// What the methods of the console do beside writing: https://console.spec.whatwg.org/. The expectation is what Node prints,
// but for warnings, which it writes later and with its process number.
console.log('one %s', 'two', 3, { four: 4 });
console.info('info');
console.debug('debug');
console.warn('warn');
console.error('error');
console.log();
console.log('');

// Groups.
console.group('group %d', 1);
console.log('two\nlines');
console.group();
console.error('to the other stream');
console.dir({ a: { b: { c: 1 } } }, { depth: 0 });
console.groupEnd();
console.info({ a: 'a text that is long enough', b: 'another text that is long enough', c: 'and a third' });
console.groupEnd();
console.groupEnd();
console.groupCollapsed('closed');
console.table([1]);
console.groupEnd();
console.log('outside');

// Counters.
console.count();
console.count('label');
console.count();
console.countReset();
console.count(undefined);
console.count(null);
console.count({});
console.countReset('never counted');
try {
  console.count(Symbol('label'));
} catch (error) {
  console.log(error.name);
}

// Assertions.
console.assert(true, 'silent');
console.assert(false);
console.assert();
console.assert(0, '%d of', 5, 'five');
console.assert('', { an: 'object' }, '%s');

// Timers: the time differs, the label does not.
console.timeEnd('never started');
console.timeLog();
console.time();
console.time();
console.timeEnd('other');

// dir and dirxml.
const custom = { [Symbol.for('nodejs.util.inspect.custom')]: () => 'custom' };
console.log(custom);
console.dir(custom);
console.dir(custom, { customInspect: true });
console.dir('%s', 1);
console.dirxml('%s', 'formatted', [1]);
console.clear();

// The namespace.
const { log } = console;
log('detached');
console.log(Object.prototype.toString.call(console), log.name, log.length, 'prototype' in log);
console.log(Object.getOwnPropertyDescriptor(console, Symbol.toStringTag));
console.log(Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(console))).length);
console.log(Object.getPrototypeOf(Object.getPrototypeOf(console)) === Object.prototype);
console.log(Object.getOwnPropertyDescriptor(console, 'log').enumerable, Object.getOwnPropertyDescriptor(globalThis, 'console').enumerable);
try {
  new console.log();
} catch (error) {
  console.log(error.name);
}
Error.stackTraceLimit = 0;
console.trace();
console.trace('label %s', 'x', [1]);
