measure(function () {
  var queue = [];
  var sum = 0;
  for (var i = 0; i < 2e6; i++) {
    queue.push(i);
    if (queue.length > 100) sum += queue.shift();
  }
  return sum;
}, function (answer) { return answer > 1e12; });
