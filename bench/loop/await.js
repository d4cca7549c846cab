// Async functions that await values and each other.
measureLoop(['Promise'], function (done) {
  async function leaf(value) { return value; }
  async function run() {
    var sum = 0;
    for (var i = 0; i < 100000; i++) {
      sum += await i;
      sum += await leaf(1);
    }
    return sum;
  }
  run().then(done);
}, function (answer) { return answer === 100000 * 99999 / 2 + 100000; });
