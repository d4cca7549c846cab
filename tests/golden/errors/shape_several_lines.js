x = `one
two` y;
f(`one
two`) = 1;
