var map = new Map();
for (var i = 0; i < 1e6; i++) map.set(i * 3, i);
measure(function () {
  var sum = 0;
  for (var [key, value] of map) sum += key - value;
  map.forEach(function (value, key) { sum -= key - value; });
  return sum;
}, function (answer) { return answer === 0; });
