// Five million characters such as servers, people and programs write; every line is of one kind.
function make_text(length) {
  var words = [];
  for (var i = 0; i < 3000; i++) words.push(random_word());
  var two = function (number) { return number < 10 ? '0' + number : '' + number; };
  var sentence = function (count) {
    var parts = [];
    for (var i = 0; i < count; i++) parts.push(random_of(words));
    return parts.join(' ');
  };
  var date = function () { return 2000 + random_below(30) + '-' + two(1 + random_below(12)) + '-' + two(1 + random_below(28)); };
  var address = function () {
    return [random_below(256), random_below(256), random_below(256), random_below(256)].join('.');
  };
  var kinds = [
    function () {
      return date() + 'T' + two(random_below(24)) + ':' + two(random_below(60)) + ':' + two(random_below(60)) + ' ' +
          random_of(['INFO', 'Debug', 'WARNING', 'error']) + ' ' + address() + ' ' + sentence(8);
    },
    function () { return sentence(12) + '.'; },
    function () { return sentence(5) + ', "' + sentence(3) + '", ' + sentence(6) + '.   '; },
    function () { return '<p class="' + random_of(words) + '" id="' + random_of(words) + '">' + sentence(9) + '</p>'; },
    function () {
      return 'write to ' + random_of(words) + '.' + random_of(words) + '@' + random_of(words) + '.example.com or see https://' +
          random_of(words) + '.example.org/' + random_of(words) + '?' + random_of(words) + '=' + random_below(1000);
    },
    function () {
      return 'function ' + random_of(words) + '_' + random_of(words) + '(' + random_of(words) + ') { return ' +
          random_below(100000) / 100 + ' * ' + random_of(words) + '[' + random_below(50) + ']; } // ' + sentence(4);
    },
  ];
  var lines = [];
  for (var size = 0; size < length;) {
    var line = random_of(kinds)();
    lines.push(line);
    size += line.length + 1;
  }
  return lines.join('\n');
}

/** How often a pattern (with the flag g) is in the text, by exec: as programs do that look at each match. Four times, for
    clocks that count milliseconds. */
function count_matches(pattern, text) {
  var count = 0;
  for (var pass = 0; pass < 4; pass++) {
    pattern.lastIndex = 0;
    while (pattern.exec(text) !== null) count++;
  }
  return count;
}

/** The benchmark of one pattern: the number of matches is the same in every round. */
function measure_pattern(pattern, at_least) {
  var text = make_text(5e6);
  var expected = count_matches(pattern, text);
  measure(function () { return count_matches(pattern, text); },
      function (count) { return count === expected && count > at_least; });
}
