var text = make_text(5e6);
measure(function () { return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('e', 'E'); },
    function (answer) { return answer.length > text.length; });
