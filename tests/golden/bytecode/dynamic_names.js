// Names whose meaning only running tells.
function guess(object, code) {
  var found = typeof missing;
  with (object) {
    found = property;
    method(found);
  }
  eval(code);
  return found;
}
