const response = await fetch(url);
