var text = make_text(5e6);
measure(function () { return text.split(' ').join('_').split('\n').join(' '); },
    function (answer) { return answer.length === text.length; });
