// People at their browsers: each call has a key, is written down, and is repeated with the same key until an answer comes.
import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const PASSWORD = 'Khoi-2020-mau!';
// Longer than any recovery on a loaded machine: beyond it nobody answers at all.
const PATIENCE_MS = 600_000;
const ANSWER_MS = 20_000;

export class Client {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  #tokens = new Map();

  /** @param where gives the service's address, or null while it is down */
  constructor(where, history, random, habits = {}) {
    this.where = where;
    this.history = history;
    this.random = random;
    /** `lost`, `early`: shares of calls whose answer, or request, is lost on the way; `twin`: shares pressed twice at once; `pause`: ms before the next try. */
    this.habits = { lost: 0, early: 0, twin: 0, keys: true, pause: [20, 200], ...habits };
  }

  close() {
    this.#agent.destroy();
  }

  /**
   * Does an act, however often it takes. @returns the answer
   * @param about what the checker knows it by: marker, documentId, deliveryId
   * @throws when it is refused, or not answered within ten minutes; both are written down
   */
  async act(act, who, path, body, about = {}) {
    const key = this.habits.keys ? `${act}-${randomBytes(9).toString('hex')}` : null;
    const call = this.history.open({ act, key, who, path, body, about });
    const press = () => this.#persist(call);
    if (!this.random.chance(this.habits.twin)) return press();
    const [first] = await Promise.all([press(), press()]);
    return first;
  }

  /** Repeats a call of before, with its key. The answer goes to its record. */
  async again(call) {
    await this.#persist(call);
  }

  /** Reads, and writes down what was shown. @param pick takes `{ state, deliveries }` out of the answer */
  async look(who, path, about, pick) {
    const times = {};
    const shown = pick(await this.read(who, path, times));
    this.history.looked({ who, path, about, ...times, shown });
    return shown;
  }

  /** @returns the answer of a GET, however often it takes; `times` gets when it was sent and answered */
  async read(who, path, times = {}) {
    const from = performance.now();
    for (;;) {
      times.sent = performance.now();
      const { status, text } = await this.#once(who, 'GET', path, null, {}).catch(() => ({ status: 0 }));
      times.ended = performance.now();
      if (status === 200) return JSON.parse(text);
      if (performance.now() - from > PATIENCE_MS || (status >= 400 && status < 500 && status !== 401 && status !== 429))
        throw new Error(`GET ${path}: ${status} ${text ?? ''}`);
      await sleep(this.random.between(30, 150));
    }
  }

  /** Uploads a small file. @returns its id; the record holds what was sent */
  async upload(who, text) {
    const sha256 = createHash('sha256').update(text).digest('hex');
    const call = this.history.open({ act: 'upload', key: null, who, path: '/attachments', about: { sha256 } });
    call.form = [
      '--x\r\nContent-Disposition: form-data; name="file"; filename="van-ban.txt"\r\nContent-Type: text/plain\r\n\r\n',
      text,
      '\r\n--x--\r\n',
    ].join('');
    return (await this.#persist(call)).items[0].id;
  }

  async #persist(call) {
    const from = performance.now();
    while (performance.now() - from < PATIENCE_MS) {
      const sent = performance.now();
      const attempt = await this.#attempt(call).catch((error) => ({ failure: error.code ?? error.message }));
      this.history.event(call, { sent, ended: performance.now(), ...attempt });
      const { status = 0, text } = attempt;
      if (status >= 200 && status < 300) return JSON.parse(text);
      if (isFinal(status, text)) throw new Error(`${call.act} ${call.path}: ${status} ${text}`);
      await sleep(this.random.between(...this.habits.pause));
    }
    throw new Error(`${call.act} ${call.path}: no answer within ${PATIENCE_MS / 60_000} minutes`);
  }

  #attempt(call) {
    const { who, path, body, form, key } = call;
    const headers = key ? { 'idempotency-key': key } : {};
    const [type, payload] = form
      ? ['multipart/form-data; boundary=x', form]
      : ['application/json', JSON.stringify(body ?? {})];
    const dice = this.random.next();
    if (dice < this.habits.early) return this.#early(path, payload);
    const loses = dice < this.habits.early + this.habits.lost ? this.random.between(0, 40) : null;
    return this.#once(who, 'POST', path, payload, { ...headers, 'content-type': type }, loses);
  }

  /** The line breaks while the request is on its way: the service must not do half of it. */
  async #early(path, payload) {
    const url = this.#address();
    const socket = net.connect(Number(url.port), url.hostname);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.on('error', () => undefined);
    const whole = `POST /api/v1${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${payload.length}\r\n\r\n${payload}`;
    await new Promise((resolve) => socket.write(whole.slice(0, this.random.below(whole.length)), resolve));
    socket.destroy();
    return { failure: 'cut before it was sent' };
  }

  async #once(who, method, path, payload, headers, loses = null) {
    const token = await this.#token(who);
    const answer = await this.#send(
      method,
      `/api/v1${path}`,
      payload,
      { ...headers, authorization: `Bearer ${token}` },
      loses,
    );
    if (answer.status === 401) this.#tokens.delete(who);
    return answer;
  }

  async #token(who) {
    if (!this.#tokens.has(who)) {
      const body = JSON.stringify({ username: who, password: PASSWORD });
      const answer = await this.#send('POST', '/api/v1/sessions', body, { 'content-type': 'application/json' });
      if (answer.status !== 201) return Promise.reject(new Error(`signing in: ${answer.status}`));
      this.#tokens.set(who, JSON.parse(answer.text).accessToken);
    }
    return this.#tokens.get(who);
  }

  #address() {
    const url = this.where();
    if (!url) throw Object.assign(new Error('the service is down'), { code: 'DOWN' });
    return new URL(url);
  }

  #send(method, path, payload, headers, loses = null) {
    const { hostname, port } = this.#address();
    return new Promise((resolve, reject) => {
      const length = payload === null ? {} : { 'content-length': Buffer.byteLength(payload) };
      const request = http.request(
        { hostname, port, method, path, headers: { ...headers, ...length }, agent: this.#agent },
        (answer) => {
          const chunks = [];
          answer.on('data', (chunk) => chunks.push(chunk)).once('error', reject);
          answer.once('end', () => {
            if (loses === null) resolve({ status: answer.statusCode, text: Buffer.concat(chunks).toString() });
          });
        },
      );
      request.setTimeout(ANSWER_MS, () => request.destroy(new Error('no answer')));
      request.once('error', reject);
      request.end(payload ?? undefined, () => {
        // The answer is lost, whether it was on its way already or not.
        if (loses !== null)
          setTimeout(() => request.destroy(Object.assign(new Error('lost'), { code: 'answer lost' })), loses);
      });
      if (loses !== null)
        setTimeout(() => reject(Object.assign(new Error('lost'), { code: 'answer lost' })), loses + 100);
    });
  }
}

/** Refused for good, not for the moment. */
function isFinal(status, text) {
  if (status < 400 || status >= 500 || status === 429 || status === 401 || status === 408) return false;
  return !(status === 409 && text.includes('in-progress'));
}
