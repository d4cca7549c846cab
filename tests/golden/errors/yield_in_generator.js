function* g() {
  function yield() {}
  var yield;
}
