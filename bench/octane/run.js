// Runs the program that stands above in this file, and prints its scores.
BenchmarkSuite.RunSuites({
  NotifyResult: function (name, score) { console.log('score ' + name + ' ' + score); },
  NotifyError: function (name, error) { console.log(name + ': ' + error); },
});
