measure(function () {
  var text = '';
  for (var i = 0; i < 1e6; i++) text += 'item ' + i + ', ';
  return text.indexOf('item 999999') + text.charCodeAt(1000000);
}, function (answer) { return answer > 1e7; });
