// A port that is closed while a message is made: it is delivered.
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => console.log('message', data.closes);
port2.addEventListener('close', () => console.log('close'));
port1.postMessage({ get closes() { port1.close(); return 'while it is made'; } });
