var keys = [];
for (var i = 0; i < 1e6; i++) keys.push(random_uint32());
measure(function () {
  var map = new Map();
  for (var i = 0; i < keys.length; i++) map.set(keys[i], i);
  var found = 0;
  for (var i = 0; i < keys.length; i++) if (map.get(keys[i]) >= i) found++;
  for (var i = 0; i < keys.length; i += 2) map.delete(keys[i]);
  return found + map.size;
}, function (answer) { return answer > 1.4e6; });
