// A loop that awaits timers is clamped as timers that set each other are: beyond the fifth level they wait for 4 ms.
// options: --profile=web --virtual-time
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
(async () => {
  const start = performance.now();
  for (let i = 0; i < 25; i++) await sleep(0);
  console.log('25 times no time:', performance.now() - start > 50 ? 'clamped' : 'not clamped');
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = async () => {
    const again = performance.now();
    for (let i = 0; i < 4; i++) await sleep(0);
    console.log('4 times, from another task:', performance.now() - again < 3.9 ? 'not clamped' : 'clamped');
    port1.close();
  };
  port2.postMessage(null);
})();
