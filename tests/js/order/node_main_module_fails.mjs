// Node tells of what a main module throws in a promise job, some turns later: as an exception, never by 'unhandledRejection', and
// before ticks.
process.on('uncaughtException', (error, origin) => console.log('uncaught:', error.message, origin));
process.on('unhandledRejection', (reason) => console.log('never', reason));
(async () => { for (let turn = 1; turn < 9; turn++) { await null; console.log('turn', turn); } })();
process.nextTick(() => console.log('tick'));
setTimeout(() => console.log('timer: the run goes on'), 1);
await null;
throw new Error('thrown in turn 1');
