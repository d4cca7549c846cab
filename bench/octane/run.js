// Runs the program that stands above in this file, and prints its scores.
BenchmarkSuite.RunSuites({
  NotifyResult: function (name, score) { print('score ' + name + ' ' + score); },
  NotifyError: function (name, error) { print(name + ': ' + error); },
});
