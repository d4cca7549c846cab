measure_pattern(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, 1000);
