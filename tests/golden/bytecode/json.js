//# --json --function add
function add(a, b) {
  try {
    return a + b * 3;
  } catch {
    return "ä";
  }
}
