var strings = [];
for (var i = 0; i < 1e6; i++) strings.push(random_word() + random_below(1000));
measure(function (list) { return list.sort(); },
    function (list) { return list.every(function (text, i) { return i === 0 || list[i - 1] <= text; }); },
    function () { return strings.slice(); });
