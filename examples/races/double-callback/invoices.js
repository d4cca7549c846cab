// A callback that is called twice.
// Rewritten small after https://github.com/iarna/rtf-parser/issues/17: a stream tells of its error and, behind that, of its end.
const { EventEmitter } = require('node:events');

function openOrders() {
  const stream = new EventEmitter();
  setTimeout(function deliver() {
    stream.emit('data', 'one pear');
    stream.emit('error', new Error('the line is not readable'));
    stream.emit('finish');
  }, 5);
  return stream;
}

function parse(stream, done) {
  const orders = [];
  stream.on('data', function add(order) {
    orders.push(order);
  });
  stream.on('error', function fail() {
    done(orders);
  });
  stream.on('finish', function succeed() {
    done(orders);
  });
}

let sent = 0;

parse(openOrders(), function sendInvoice(orders) {
  sent++;
  console.log('invoice', sent, 'for', orders.join(', '));
});
