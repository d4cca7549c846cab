var value = make_document();
measure(function () { return JSON.stringify(value); },
    function (answer) { return answer.length > 9e6 && answer.endsWith('}]}'); });
