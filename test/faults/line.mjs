// The line between service and database: passes every byte on, until it is told to break, to fall silent or to lie.
import { once } from 'node:events';
import net from 'node:net';

const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1');
const ROLLBACK = Buffer.from('Q\0\0\0\x0drollback\0', 'latin1');

export class Line {
  #port;
  #server;
  #pairs = new Set();
  #armed = null;
  /** Bytes since the last `count()`: `up` to the database, `down` from it. */
  passed = { up: 0, down: 0 };

  /** Makes transactions roll back while the service believes that they were committed. For the self-test. */
  lies = false;

  constructor(port) {
    this.#port = port;
  }

  async open() {
    this.#server = net.createServer((near) => this.#join(near));
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this.#server.address().port;
  }

  /** Counts bytes from here on. */
  count() {
    this.passed = { up: 0, down: 0 };
  }

  /**
   * From now on, lets `at` bytes pass in one direction and then does it: `cut` that connection, `all` connections, or `silence`
   * (nothing passes any more on that one, and nobody is told).
   */
  arm({ direction, at, how }) {
    this.count();
    this.#armed = { direction, at, how, done: false };
  }

  /** Like `arm`, at the first packet from the database that holds these bytes; the packet is lost. */
  armAnswer(bytes) {
    this.#armed = { direction: 'down', bytes: Buffer.from(bytes, 'latin1'), how: 'cut', done: false };
  }

  /** @returns whether it came to it */
  disarm() {
    const { done } = this.#armed ?? { done: false };
    this.#armed = null;
    return done;
  }

  async close() {
    this.#server.close();
    for (const pair of this.#pairs) pair.destroy();
    await once(this.#server, 'close');
  }

  #join(near) {
    const far = net.connect(this.#port, '127.0.0.1');
    const pair = {
      silent: false,
      destroy: () => {
        this.#pairs.delete(pair);
        near.destroy();
        far.destroy();
      },
    };
    this.#pairs.add(pair);
    for (const socket of [near, far]) socket.setNoDelay(true).on('error', pair.destroy).on('close', pair.destroy);
    near.on('data', (chunk) => this.#pass(pair, 'up', this.lies ? lied(chunk) : chunk, far));
    far.on('data', (chunk) => this.#pass(pair, 'down', chunk, near));
  }

  #pass(pair, direction, chunk, to) {
    if (pair.silent) return;
    const before = this.passed[direction];
    this.passed[direction] += chunk.length;
    const armed = this.#armed;
    const at = armed && !armed.done && armed.direction === direction ? breakAt(armed, before, chunk) : -1;
    if (at < 0) return void to.write(chunk);
    armed.done = true;
    if (armed.how === 'silence') pair.silent = true;
    // What was let through arrives before the line breaks.
    const destroy = armed.how === 'all' ? () => [...this.#pairs].forEach((one) => one.destroy()) : pair.destroy;
    to.write(chunk.subarray(0, at), armed.how === 'silence' ? undefined : destroy);
  }
}

/** How many bytes of the chunk still pass; -1: all, and it goes on. */
function breakAt({ at, bytes }, before, chunk) {
  if (bytes) return chunk.includes(bytes) ? 0 : -1;
  return before + chunk.length >= at ? Math.max(0, at - before) : -1;
}

function lied(chunk) {
  const at = chunk.indexOf(COMMIT);
  if (at < 0) return chunk;
  return Buffer.concat([chunk.subarray(0, at), ROLLBACK, chunk.subarray(at + COMMIT.length)]);
}
