function load(url) {
  const response = await fetch(url);
}
