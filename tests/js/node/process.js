// Properties of `process`, and what their arguments may be. As in Node 26.
'use strict';

function show(f) {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message, error.errno, error.syscall);
  }
}

console.log('# signals');
show(() => process.kill('x'));
show(() => process.kill(1.5));
show(() => process.kill(process.pid, 'SIGFOO'));
show(() => process.kill(process.pid, 999));
show(() => process.kill(process.pid, 0));
show(() => process.on('SIGKILL', () => {}));
console.log(process.eventNames());

console.log('# the process');
const folder = process.cwd();
show(() => process.chdir(3));
show(() => (process.chdir('/'), process.cwd()));
show(() => {
  try {
    process.chdir('/nowhere');
  } catch (error) {
    return [error.message, error.path, error.dest, error.syscall, error.code];
  }
});
process.chdir(folder);
const mask = process.umask(0o22);
show(() => process.umask('077'));
show(() => process.umask());
show(() => process.umask('x'));
show(() => process.umask('999'));
show(() => process.umask(-1));
show(() => process.umask(0.5));
process.umask(mask);
show(() => [process.getuid(), process.geteuid(), process.getgid(), process.getegid()].every(Number.isInteger));
show(() => process.getgroups().includes(process.getegid()));

console.log('# what it takes');
show(() => Object.keys(process.cpuUsage()));
show(() => Object.keys(process.threadCpuUsage()));
show(() => Object.values(process.cpuUsage(process.cpuUsage())).every((each) => each >= 0));
show(() => process.cpuUsage({ user: 1 }));
show(() => process.cpuUsage({ user: 1, system: -1 }));
show(() => process.cpuUsage(3));
show(() => Object.keys(process.resourceUsage()).join());
show(() => Object.values(process.resourceUsage()).every(Number.isInteger));
show(() => [typeof process.constrainedMemory(), process.availableMemory() > 2 ** 20]);

console.log('# the program');
show(() => process.getBuiltinModule('node:fs') === require('fs'));
show(() => process.getBuiltinModule('path') === require('path'));
show(() => process.getBuiltinModule('nothing'));
show(() => process.getBuiltinModule(3));
show(() => process.ref({ ref: () => console.log('ref') }));
show(() => process.unref({ [Symbol.for('nodejs.unref')]: () => console.log('unref') }));
show(() => process.allowedNodeEnvironmentFlags instanceof Set);
show(() => process.exit(Infinity));
show(() => (process.exitCode = NaN));
show(() => (process.exitCode = 'a'));

console.log('# capturing');
show(() => process.setUncaughtExceptionCaptureCallback(3));
process.setUncaughtExceptionCaptureCallback((error) => console.log('captured', error));
show(() => process.setUncaughtExceptionCaptureCallback(() => {}));
show(() => process.hasUncaughtExceptionCaptureCallback());
process.on('uncaughtException', () => console.log('not called'));
setTimeout(() => {
  throw 'late';
});
setTimeout(() => {
  process.setUncaughtExceptionCaptureCallback(null);
  console.log(process.hasUncaughtExceptionCaptureCallback());
  signals();
}, 5);

function signals() {
  const waiting = setInterval(() => {}, 1000);
  let times = 0;
  process.on('SIGUSR2', function heard(name, number) {
    console.log('heard', name, number, this === process);
    process.nextTick(() => console.log('tick'));
    if (++times === 2) {
      process.off('SIGUSR2', heard);
      clearInterval(waiting);
    }
  });
  process.kill(process.pid, 'SIGUSR2');
  process.kill(process.pid, 'SIGUSR2');
  console.log('sent', process.eventNames().at(-1));
}

console.log('# env');
show(() => require('util').types.isProxy(process.env));
process.env = process.env;
const names = Object.keys(process.env);
for (const name of names) delete process.env[name];
process.env.ANSWER = 42;
console.log(process.env, structuredClone(process.env), { ...process.env });
show(() => ((process.env[Symbol('s')] = 1), 'set'));
show(() => Object.defineProperty(process.env, 'X', { value: 1 }));
