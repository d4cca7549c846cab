var text = make_text(5e6);
measure(function () { return text.replace(/([a-z])_([a-z])/g, function (all, left, right) { return left + right.toUpperCase(); }); },
    function (answer) { return answer.length < text.length && answer.length > 4.9e6; });
