var text = make_text(2e6);
measure(function () {
  var letters = 0;
  for (var i = 0; i < text.length; i++) {
    var code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) letters++;
    if (text[i] === ' ') letters--;
  }
  return letters;
}, function (answer) { return answer > 1e6; });
