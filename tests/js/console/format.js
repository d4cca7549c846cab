// Format specifiers, and the functions of console beside log. The expectation is what Node 20 prints.
console.log('%s %d %i %f %O %c|%% %x', 'a', 42.5, 42.9, '1.5', { b: { c: {} } }, 'css', 'extra', { q: 1 });
console.log('%s|%s|%s|%s|%s|%s|%s', 1n, Symbol('a'), null, undefined, -0, { a: { b: 1 } }, [1, [2, [3]]]);
console.log('%s %s %s', { toString() { return 'own text'; } }, new (class X { toString() { return 'X!'; } })(), function f() {});
console.log('%d %d %d %d %i %i %f', '0x10', {}, 5n, Symbol('x'), 'abc', -1.9, 'x');
console.log('%', '%s', '100%', 5);
console.log('%s');
console.log('100%', 5);
console.log('a%', 'b');
console.log();
console.log('%j', 'no', { a: [1] });
console.info('info');
console.debug('debug');

console.group('group', { a: 1 });
console.log('inside\nof it', { a: 1 });
console.group();
console.info('deeper');
console.groupEnd();
console.groupEnd();
console.groupEnd();
console.log('outside');

console.count();
console.count('x');
console.count();
console.countReset();
console.count();
console.dir({ a: { b: { c: { d: 1 } } } });
console.assert(true, 'never');
console.error('to standard error %s', 'with arguments');
console.warn({ a: 1 });
console.assert(false, 'asserted %d', 1);
console.assert();
