// Twenty million small objects; the last million of them are alive.
(function () {
  var OBJECTS = 20e6;
  var ring = new Array(1e6).fill(null);
  var start = Date.now();
  var place = 0;
  for (var number = 0; number < OBJECTS; number++) {
    ring[place] = { number: number, next: null };
    if (++place === ring.length) place = 0;
  }
  var milliseconds = Date.now() - start;
  if (ring[0].number !== OBJECTS - ring.length) throw new Error('an object was lost');
  console.log('objects per ms ' + OBJECTS / milliseconds);
})();
