// Copies of a document: objects, arrays, texts, numbers, a Map, a Date, bytes.
measureLoop(['structuredClone'], function (done) {
  var rows = [];
  for (var i = 0; i < 100; i++)
    rows.push({ id: i, name: 'row ' + i, price: i * 1.25, tags: ['a', 'b', 'tag ' + i], at: new Date(i), inner: { on: i % 2 === 0, none: null } });
  var document_ = { rows: rows, byId: new Map(rows.map(function (row) { return [row.id, row]; })), bytes: new Uint8Array(1000) };
  var copy;
  for (var round = 0; round < 100; round++) copy = structuredClone(document_);
  done(copy);
}, function (answer) { return answer.rows[99].tags[2] === 'tag 99' && answer.byId.get(7) === answer.rows[7]; });
