var numbers = [];
for (var i = 0; i < 1e6; i++) numbers.push(random_uint32() / 7);
measure(function (list) { return list.sort(function (a, b) { return a - b; }); },
    function (list) { return list.every(function (number, i) { return i === 0 || list[i - 1] <= number; }); },
    function () { return numbers.slice(); });
