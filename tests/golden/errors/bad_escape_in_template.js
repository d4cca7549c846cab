x = `\xZZ`;
