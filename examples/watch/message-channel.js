// title: Message channels
// title (ko): 메시지 채널
// question: Is the message that arrives the very object that was sent? And when does it arrive?
// question (ko): 도착한 메시지는 보낸 바로 그 객체일까요? 그리고 언제 도착할까요?
// prints: sent
// prints: microtask
// prints: arrived: 1 2
// prints: the same object: false

const { port1, port2 } = new MessageChannel();
const sent = { list: [1, 2] };

port2.onmessage = (event) => {
  console.log('arrived:', ...event.data.list);
  console.log('the same object:', event.data === sent);
  port2.close();
};

port1.postMessage(sent);
sent.list.push(3);
console.log('sent');
Promise.resolve().then(() => console.log('microtask'));
