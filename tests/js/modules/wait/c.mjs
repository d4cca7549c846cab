console.log('c waits for nobody');
