console.log('throws'); throw new Error('thrown once');
