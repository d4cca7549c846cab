// pino: lines of JSON to a stream.
const pino = require('pino');
const { Writable } = require('stream');

const stream = new Writable({
  write(chunk, encoding, callback) {
    process.stdout.write(chunk);
    callback();
  },
});
const logger = pino({ base: { app: 'test' }, timestamp: false, level: 'debug', redact: ['secret', 'deep.*.key'] }, stream);
logger.info('hello');
logger.info({ a: 1, nested: { b: [1, 2] } }, 'with %s and %d', 'text', 5);
logger.debug({ secret: 'x', deep: { one: { key: 'y', other: 1 } } });
logger.trace('not shown');
const child = logger.child({ request: 7 }, { serializers: { user: (user) => user.name } });
child.warn({ user: { name: 'Ada', password: 'p' } }, 'child');
const error = new RangeError('broken');
error.stack = 'a stack';
child.error(error);
child.fatal({ err: Object.assign(new Error('outer', { cause: error }), { stack: 'outer stack' }) }, 'cause');
console.log(logger.isLevelEnabled('info'), logger.levelVal, logger.levels.labels, child.bindings());
logger.level = 'silent';
logger.error('not shown');
const formatted = pino({ timestamp: false, formatters: { level: (label) => ({ level: label }), bindings: () => ({}), log: (o) => ({ ...o, x: 1 }) }, mixin: () => ({ m: 1 }) }, stream);
formatted.info({ big: 10n ** 20n, date: new Date(0), undef: undefined }, 'formatted');
const circular = {};
circular.self = circular;
formatted.info(circular);
