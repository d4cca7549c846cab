// AsyncLocalStorage, AsyncResource: the context travels with whatever is queued.
// options: --virtual-time
const { AsyncLocalStorage, AsyncResource, executionAsyncId, executionAsyncResource, triggerAsyncId } = require('async_hooks');
const { EventEmitter, EventEmitterAsyncResource } = require('events');
const fs = require('fs');

const one = new AsyncLocalStorage();
const two = new AsyncLocalStorage({ defaultValue: 'default', name: 'second' });
const log = (where) => console.log(where, one.getStore(), two.getStore());
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const thenable = { then: (resolve) => resolve(log('thenable')) };
async function* generate() {
  yield 1;
  log('generator');
  await 0;
  log('generator after await');
  yield 2;
}

log('top');
console.log([one.name, two.name], one.run(1, (...args) => args, 2, 3));
one.run(1, () => {
  log('run');
  two.run('x', () => log('nested'));
  log('after nested');
  one.exit(() => log('exit'));
  setTimeout(() => log('timeout'), 1);
  setTimeout(log, 1, 'timeout of a shared function');
  process.nextTick(() => log('tick'));
  queueMicrotask(() => log('microtask'));
  Promise.resolve().then(() => log('then')).then(() => log('then then'));
  Promise.reject(1).catch(() => log('catch')).finally(() => log('finally'));
  Promise.resolve().then(function () { log('bound'); }.bind(null));
  Promise.resolve(thenable).then(() => log('after thenable'));
  (async () => {
    log('async');
    await 1;
    log('after await');
    await thenable;
    for await (const each of generate()) log(`item ${each}`);
    await wait(2);
    log('after timeout');
  })();
  const interval = setInterval(() => {
    log('interval');
    clearInterval(interval);
  }, 1);
});
log('outside');
one.run(8, () => {
  try {
    one.run(9, () => {
      throw new Error('thrown');
    });
  } catch {
    log('caught');
  }
});

// Of a promise that several wait for, each has its own.
const shared = wait(1);
one.run(2, () => shared.then(() => log('shared 2')));
one.run(3, () => shared.then(() => log('shared 3')));
shared.then(() => log('shared by nobody'));

// Resources.
const resource = one.run(4, () => new AsyncResource('Resource'));
resource.runInAsyncScope((argument) => {
  log(`resource ${argument}`);
  console.log(executionAsyncId() === resource.asyncId(), triggerAsyncId(), executionAsyncResource() === resource);
}, null, 5);
console.log(executionAsyncId(), resource.triggerAsyncId());
one.run(5, () => AsyncResource.bind((argument) => log(`bound resource ${argument}`)))('argument');
const snapshot = one.run(6, () => AsyncLocalStorage.snapshot());
snapshot(() => log('snapshot'));
console.log(snapshot((left, right) => left + right, 1, 2));
const emitter = new EventEmitter();
one.run(7, () => emitter.on('event', () => log('event')));
emitter.emit('event');
one.run(8, () => emitter.emit('event'));
const owner = one.run(9, () => new EventEmitterAsyncResource({ name: 'Owner' }));
owner.on('event', function () {
  log('event of a resource');
  console.log(this === owner, owner.asyncResource.eventEmitter === owner, executionAsyncId() === owner.asyncId);
});
owner.emit('event');
for (const wrong of [() => new AsyncLocalStorage(5), () => new AsyncResource(5), () => AsyncResource.bind(5)]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.code ?? error.name);
  }
}

// What is entered stays until the job is over.
setTimeout(() => {
  one.enterWith(10);
  log('entered');
  setTimeout(() => log('later'), 1);
  Promise.resolve().then(() => log('in the microtask'));
  process.nextTick(() => log('in the tick'));
}, 10);
setTimeout(() => log('another job'), 11);
setTimeout(() => one.run(7, () => setImmediate(() => log('immediate'))), 15);
setTimeout(() => {
  one.run(11, () => {
    one.disable();
    log('disabled');
    one.enterWith(12);
    log('again');
  });
  log('gone');
}, 20);

setTimeout(() => {
  one.run(13, async () => {
    {
      using scope = two.withScope('scoped');
      log('scope');
    }
    log('scope over');
    await fs.promises.stat(__filename);
    log('stat');
    fs.readFile(__filename, () => {
      log('readFile');
      fs.createReadStream(__filename).on('data', () => log('data')).on('close', () => log('close'));
    });
    const { port1, port2 } = new MessageChannel();
    port2.once('message', () => port2.close());
    port1.postMessage(1);
  });
  log('end');
}, 30);
