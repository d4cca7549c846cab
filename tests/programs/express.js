// The application object of express, and what it is made of: depd, http-errors, the router. No server is started.
const express = require('express');
const createError = require('http-errors');
const depd = require('depd');

const app = express();
app.set('title', 'Orrery').enable('strict routing').locals.name = 'locals';
console.log(app.get('title'), app.enabled('strict routing'), app.disabled('x'), app.get('env').length > 0, app.locals.name);
console.log(Object.keys(express).sort().join());

// Requests by hand: the router needs no socket.
const log = [];
const router = express.Router();
router.use((request, response, next) => {
  log.push(`use ${request.method} ${request.url}`);
  next();
});
router.param('id', (request, response, next, id) => {
  log.push(`param ${id}`);
  next();
});
router.get('/users/:id', (request, response) => log.push(`user ${request.params.id} of ${request.baseUrl}`));
router.post('/fail', () => {
  throw createError(418, 'short and stout', { expose: false });
});
router.all('/async', async () => {
  throw createError.NotFound('nothing here');
});
const outer = express.Router({ caseSensitive: true });
outer.use('/api', router);
const handle = (method, url) =>
  new Promise((resolve) => {
    outer.handle({ method, url }, {}, (error) => {
      log.push(error ? `${error.name} ${error.status} ${error.expose} ${error.message}` : 'not handled');
      resolve();
    });
    if (/users/.test(url)) resolve();
  });

// Errors, and what is deprecated.
for (const [status, name] of [[400, 'BadRequest'], [404, 'NotFound'], [500, 'InternalServerError'], [418, 'ImATeapot']]) {
  const error = new createError[name]();
  console.log(error.status, error.message, error.name, error instanceof createError.HttpError, error.stack.includes('express.js'));
  console.log(createError.isHttpError(createError(status)), String(createError(status)));
}
process.env.NO_DEPRECATION = '';
const deprecate = depd('the-package');
process.on('deprecation', (error) => console.log(error.name, error.namespace, error.message, error.stack.split('\n')[0]));
const old = deprecate.function(function old(value) {
  return value * 2;
}, 'use young()');
console.log(old(21));
console.log(old(21));
const holder = { property: 1 };
deprecate.property(holder, 'property');
console.log(holder.property);

(async () => {
  await handle('GET', '/api/users/5');
  await handle('POST', '/api/fail');
  await handle('PUT', '/api/async');
  await handle('GET', '/other');
  console.log(log.join('\n'));
})();
