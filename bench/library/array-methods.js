var numbers = [];
for (var i = 0; i < 1e6; i++) numbers.push(random_below(1000));
measure(function () {
  return numbers.map(function (number) { return number * 2; }).filter(function (number) { return number % 3 === 0; })
      .reduce(function (sum, number) { return sum + number; }, 0);
}, function (answer) { return answer > 1e6; });
