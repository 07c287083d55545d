// The clients, in a process of their own, so that their work is not counted as the service's. Keep-alive sockets and prebuilt requests
// instead of fetch: on two cores a client that costs as much as the server would be the bottleneck. Each answer says its own cost.
import { fork } from 'node:child_process';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** Starts the process with the clients. */
export function startLoad() {
  const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, BENCH_LOAD: 'on' } });
  const ask = (task) =>
    new Promise((resolve, reject) => {
      child.once('message', ({ error, ...result }) => (error ? reject(new Error(error)) : resolve(result)));
      child.send(task);
    });
  return {
    /** Sends `requests` by `clients` connections. @returns rate per second, latencies in ms, CPU of the clients in µs a request */
    http: (url, clients, requests) => ask({ kind: 'http', url, clients, requests }),
    /** The same for one prepared statement. */
    sql: (url, clients, text, values) => ask({ kind: 'sql', url, clients, text, values }),
    stop: () => void (child.connected && child.disconnect()),
  };
}

/** A request as it goes over the wire. */
export function wire(method, path, token, more = {}, body = '') {
  const headers = { host: 'localhost', ...(token && { authorization: `Bearer ${token}` }), ...more };
  if (method !== 'GET') headers['content-length'] ??= Buffer.byteLength(body);
  if (body) headers['content-type'] = 'application/json';
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${method} /api/v1${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One keep-alive connection that asks one thing after the other. */
export class Connection {
  static async open(url) {
    const connection = new Connection(url);
    await connection.#connect();
    return connection;
  }

  #url;
  #socket = null;
  #held = Buffer.alloc(0);
  #settle = null;

  constructor(url) {
    this.#url = new URL(url);
  }

  #connect() {
    const { hostname, port } = this.#url;
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
      socket.once('error', reject).once('connect', () => {
        this.#socket = socket;
        resolve();
      });
      socket.on('data', (chunk) => this.#take(chunk));
      socket.on('close', () => {
        this.#socket = null;
        this.#settle?.reject(new Error('the service hung up'));
      });
    });
  }

  /** @param pieces of one request; one that takes time to make is a function, called when those before it are on their way. @returns status, body, and the bytes of the answer on the wire */
  async ask(...pieces) {
    // The service ends connections that were idle for long, as while another world was made.
    if (!this.#socket) await this.#connect();
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      for (const piece of pieces) this.#socket.write(typeof piece === 'function' ? piece() : piece);
    });
  }

  close() {
    this.#settle = null;
    this.#socket?.destroy();
  }

  #take(chunk) {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const end = this.#held.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#held.toString('latin1', 0, end).toLowerCase();
    const length = bodyEnd(head, this.#held, end + 4);
    if (length === null) return;
    const answer = { status: Number(head.slice(9, 12)), head, body: this.#held.subarray(end + 4), bytes: length };
    this.#held = Buffer.alloc(0);
    // Nobody asked: the service says good-bye to a connection that was idle for long.
    this.#settle?.resolve(answer);
    this.#settle = null;
  }
}

/** Where an answer that begins at 0 ends; null when it has not come whole. */
function bodyEnd(head, held, start) {
  const sized = /\r\ncontent-length: (\d+)/.exec(head);
  if (sized) return held.length >= start + Number(sized[1]) ? start + Number(sized[1]) : null;
  if (head.includes('transfer-encoding: chunked'))
    return held.subarray(-5).toString('latin1') === '0\r\n\r\n' ? held.length : null;
  return start;
}

async function http({ url, clients, requests }) {
  const connections = await Promise.all(Array.from({ length: clients }, () => Connection.open(url)));
  const statuses = {};
  const result = await inTurn(connections, requests, async (connection, request) => {
    const { status, body } = await connection.ask(request);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status >= 400) throw new Error(`${request.split('\r\n')[0]}: ${status} ${body}`);
  });
  for (const connection of connections) connection.close();
  return { ...result, statuses };
}

async function sql({ url, clients, text, values }) {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const result = await inTurn(connections, values, async (client, row) => {
    const { rows } = await client.query({ name: 'bench', text, values: row });
    if (rows[0]?.done !== 1) throw new Error(`the statement did nothing for ${row[0]}`);
  });
  await Promise.all(connections.map((client) => client.end()));
  return result;
}

/** Every connection takes the next item as soon as it has its answer. */
async function inTurn(connections, items, work) {
  const latencies = new Float64Array(items.length);
  let next = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let i = next++; i < items.length; i = next++) {
        const asked = performance.now();
        await work(connection, items[i]);
        latencies[i] = performance.now() - asked;
      }
    }),
  );
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const sorted = latencies.toSorted();
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return {
    ms,
    rate: (items.length / ms) * 1000,
    p50: at(0.5),
    p99: at(0.99),
    clientCpu: (user + system) / items.length,
  };
}

if (process.env.BENCH_LOAD) {
  process.on('message', (task) => {
    const work = task.kind === 'http' ? http(task) : sql(task);
    work.then(
      (result) => process.send(result),
      (error) => process.send({ error: String(error?.stack ?? error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
