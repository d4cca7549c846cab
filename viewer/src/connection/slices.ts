// Long work in slices, between which the page is drawn and answers.

/** Of time on the clock, in milliseconds: with the page's own work a frame is to be done in time. */
const longest = 6;

/** Messages come behind what the page has to do, and sooner than the shortest timer. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

export class Slices {
  private begun = performance.now();

  isOver(): boolean {
    return performance.now() - this.begun >= longest;
  }

  /** Lets the page do what has come up meanwhile. */
  async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(0);
    });
    this.begun = performance.now();
  }
}
