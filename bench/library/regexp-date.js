measure_pattern(/\b(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/g, 1000);
