x = /(?<year>.)(?<year>.)/;
