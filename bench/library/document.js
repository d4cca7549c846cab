// A document for JSON, of about ten megabytes: records, lists of numbers, texts with and without escapes.
function make_document() {
  var records = [];
  for (var number = 0; number < 21000; number++) {
    var tags = [];
    for (var i = random_below(5); i >= 0; i--) tags.push(random_word());
    var points = [];
    for (var j = 0; j < 6; j++) points.push([random_below(100000) / 1000 - 50, random_below(1000)]);
    records.push({
      id: number,
      guid: random_uint32().toString(16) + '-' + random_uint32().toString(16),
      active: random_below(2) === 1,
      name: { first: random_word(), last: random_word() },
      balance: random_below(1000000) / 100,
      about: random_word() + ' ' + random_word() + ' "' + random_word() + '"\n' + random_word() + ' \u00e9' + random_word(),
      parent: random_below(3) === 0 ? null : random_below(number + 1),
      email: random_word() + '@' + random_word() + '.example.com',
      address: random_below(900) + ' ' + random_word() + ' Street, ' + random_word() + ', ' + random_word() + ' ' + random_word(),
      tags: tags,
      points: points,
      settings: { colour: random_of(['red', 'green', 'blue']), size: random_below(40), visible: true, ratio: 1 / (1 + number) },
    });
  }
  return { version: 1, records: records };
}
