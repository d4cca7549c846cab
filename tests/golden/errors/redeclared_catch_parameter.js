try {
} catch ({ message }) {
  var message;
}
