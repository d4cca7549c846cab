var text = make_text(5e6);
measure(function () {
  var length = 0;
  for (var start = 0; start < text.length;) {
    var end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    var line = text.slice(start, end).trim();
    length += line.startsWith('<p') ? line.substring(3).toUpperCase().length : line.length;
    start = end + 1;
  }
  return length;
}, function (answer) { return answer > 4.8e6; });
