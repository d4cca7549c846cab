// What `orrery watch` says to its page (docs/watch-protocol.md), as far as the tests of the page need it: one trace, told slowly.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

function record(kind, contents) {
  const header = Buffer.alloc(8);
  header[0] = kind;
  header.writeUInt32LE(contents.length, 4);
  return Buffer.concat([header, contents]);
}

/**
 * `fine`: the same trace with fine events. It is the only window; its definitions are all its own. `pause`: a promise, until which a third
 * of a recording was replayed.
 */
export function startFakeServer(folder, trace, fine, pause) {
  let run = 1;
  const commands = [];
  const listeners = new Set();
  const state = (live, replay = { state: 'following' }) => record(1, Buffer.from(JSON.stringify({ run, cause: 'start', program: 'order.js', live, replay, fineTurns: 0 })));
  const tell = async (response) => {
    if (pause) response.write(state({ state: 'recorded' }, { state: 'following', logBytes: 1000, logSize: 3000, traceBytes: trace.length }));
    else response.write(state({ state: 'running' }));
    for (let at = 0; at < trace.length; at += 100) response.write(record(2, trace.subarray(at, at + 100)));
    await pause;
    response.write(record(3, Buffer.from('\x01A\n')));
    response.write(state({ state: 'ended', status: 0 }, pause && { state: 'done', logBytes: 3000, logSize: 3000, traceBytes: trace.length }));
  };
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0];
    if (path === '/api/stream') {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      listeners.add(response);
      void tell(response);
    } else if (path === '/api/window') {
      commands.push(request.url);
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      response.write(record(4, Buffer.from('{"blocks": 0}')));
      response.write(record(2, fine.subarray(16)));
      response.end(record(5, Buffer.from('{"complete": true, "turns": [0, 1], "why": "", "replayedTurns": 2}')));
    } else if (path === '/api/examples') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"file": "order.js", "examples": []}');
    } else if (request.method === 'POST') {
      commands.push(path);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
      run++;
      for (const listener of listeners) void tell(listener);
    } else {
      const name = path === '/' ? 'index.html' : path.slice(1);
      const type = types[name.split('.').at(-1)];
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(readFileSync(`${folder}/${name}`));
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const close = () => {
        for (const listener of listeners) listener.end();
        server.close();
        server.closeAllConnections?.();
      };
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, commands, close });
    });
  });
}
