throw "on purpose";
