var numbers = [];
for (var i = 0; i < 3e5; i++) numbers.push(i % 2 ? random_uint32() / 1000 : random_uint32());
measure(function () {
  var sum = 0;
  for (var i = 0; i < numbers.length; i++) {
    sum += parseFloat(String(numbers[i])) - numbers[i];
    sum += parseInt(numbers[i].toFixed(2)) > 0 ? 0 : 1;
  }
  return sum;
}, function (answer) { return answer === 0; });
