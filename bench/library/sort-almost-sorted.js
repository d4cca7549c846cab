var records = [];
for (var i = 0; i < 1e6; i++) records.push({ key: i % 1000 === 0 ? random_below(1e6) : i });
measure(function (list) { return list.sort(function (a, b) { return a.key - b.key; }); },
    function (list) { return list.every(function (record, i) { return i === 0 || list[i - 1].key <= record.key; }); },
    function () { return records.slice(); });
