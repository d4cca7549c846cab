measure_pattern(/\b(?:error|warning|fatal|critical)\b/gi, 1000);
