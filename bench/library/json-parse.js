var text = JSON.stringify(make_document());
measure(function () { return JSON.parse(text); },
    function (answer) { return answer.records.length === 21000 && answer.records[20999].id === 20999; });
