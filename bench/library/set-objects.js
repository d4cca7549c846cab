var objects = [];
for (var i = 0; i < 1e6; i++) objects.push({ number: i });
measure(function () {
  var set = new Set(objects);
  var found = 0;
  for (var i = 0; i < objects.length; i++) if (set.has(objects[i])) found++;
  for (var object of set) found += object.number & 1;
  return found;
}, function (answer) { return answer === 1.5e6; });
