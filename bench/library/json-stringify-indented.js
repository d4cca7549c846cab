var value = make_document();
measure(function () { return JSON.stringify(value, null, 2); },
    function (answer) { return answer.length > 12e6 && answer.endsWith('\n  ]\n}'); });
