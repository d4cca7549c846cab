x = a / b / (c);
if (d) /e/.test(`f${ /g/ }h`);
y = [/i/, j++ / k] }
