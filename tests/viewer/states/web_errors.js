addEventListener('error', function heard(event) { console.log('error:', event.message); });
addEventListener('unhandledrejection', function rejected(event) {
  console.log('rejected:', event.reason);
  event.preventDefault();
});
addEventListener('rejectionhandled', function handledLate() { console.log('handled late'); });
setTimeout(function throwsInTimer() { throw new Error('in a timer'); }, 1);
setTimeout(function quiet() { console.log('still here'); }, 2);
const lost = Promise.reject('nobody');
setTimeout(function handle() { lost.catch(function caught() { console.log('caught'); }); }, 3);
reportError(new Error('reported'));
const { port1, port2 } = new MessageChannel();
port1.onmessage = function message({ data }) {
  console.log('message', data);
  port1.close();
};
port2.postMessage('hello');
