// options: --profile=web
// An exception ends its task alone: it is reported, and the loop goes on. So one broken callback does not stop a page.
const log = (...values) => console.log(...values);
addEventListener('error', (event) => log('reported:', event.message));
setTimeout(() => {
  Promise.resolve().then(() => log('its microtasks are run all the same'));
  throw new Error('the first timer fails');
}, 0);
setTimeout(() => log('the next timer'), 0);
