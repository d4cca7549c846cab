console.log('failing.mjs is run');
throw new Error('failing.mjs');
