x = /a(b/u;
