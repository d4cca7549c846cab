var text = make_text(5e6);
measure(function () { return text.replace(/[ \t]+$/gm, ''); },
    function (answer) { return answer.length < text.length && !answer.includes('  \n'); });
