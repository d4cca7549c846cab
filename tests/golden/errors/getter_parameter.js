({ get x(a) {} });
