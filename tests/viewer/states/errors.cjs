process.on('uncaughtException', function taken(error, origin) {
  console.log('taken:', error.message, origin);
});
function inner() { throw new Error('inner'); }
function outer() {
  try {
    inner();
  } finally {
    console.log('finally');
  }
}
try {
  outer();
} catch (error) {
  console.log('caught', error.message);
}
setTimeout(function throwsLater() { throw new Error('of a timer'); }, 1);
setTimeout(function goesOn() { console.log('goes on'); }, 2);
const late = Promise.reject(new Error('handled late'));
process.on('unhandledRejection', function unhandled(reason) { console.log('unhandled:', reason.message); });
setTimeout(function handle() { late.catch(function quiet() { console.log('handled'); }); }, 3);
[1].forEach(function each() { try { null.x; } catch { console.log('no x'); } });
