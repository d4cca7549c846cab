// A listener of 'uncaughtException' that throws ends the run with status 7, without 'exit'.
process.on('uncaughtException', () => { throw new Error('in the listener'); });
process.on('exit', () => console.log('never'));
setTimeout(() => { throw new Error('in the timer'); }, 1);
setTimeout(() => console.log('never'), 50);
