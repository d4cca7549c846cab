var keys = [];
for (var i = 0; i < 1e6; i++) keys.push('key' + random_uint32());
measure(function () {
  var map = new Map();
  for (var i = 0; i < keys.length; i++) map.set(keys[i], i);
  var found = 0;
  for (var i = 0; i < keys.length; i++) if (map.has(keys[i])) found++;
  return found;
}, function (answer) { return answer === 1e6; });
