// AbortSignal.timeout() is a timer like any other: in the list of its duration, in the order in which it was made.
// options: --virtual-time
const log = (text) => () => console.log(text);
const abort = (milliseconds, text) => AbortSignal.timeout(milliseconds).addEventListener('abort', log(text));
setTimeout(log('timer of 10 ms'), 10);
abort(10, 'abort of 10 ms');
setTimeout(log('second timer of 10 ms'), 10);
setTimeout(log('timer of 5 ms'), 5);
abort(5, 'abort of 5 ms');
abort(0, 'abort of 0 ms');
setTimeout(log('timer of 0 ms'), 0);
const end = performance.now() + 30;
while (performance.now() < end);
