// The same numbers in every engine: xorshift, 32 bits.
var random_state = 2463534242;

function random_uint32() {
  random_state ^= random_state << 13;
  random_state ^= random_state >>> 17;
  random_state ^= random_state << 5;
  return random_state >>> 0;
}

function random_below(limit) {
  return random_uint32() % limit;
}

function random_of(list) {
  return list[random_below(list.length)];
}

function random_word() {
  var length = 2 + random_below(8);
  var word = '';
  for (var i = 0; i < length; i++) word += 'etaoinshrdlucmfwypvbgkjqxz'[Math.min(random_below(26), random_below(26))];
  return word;
}
