import http from 'node:http';
import { Connection, wire } from '../load.mjs';
import { idOf } from '../seed.mjs';
import { say, timed } from '../service.mjs';
import { acknowledge, oneDocument, random } from './acknowledge.mjs';
import { HUNDRED, HUNDRED_THOUSAND, mainWorld, TEN_THOUSAND, THOUSAND, world } from '../world.mjs';

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Asks two things in turn, `times` each. @returns the median of each, in milliseconds */
async function inTurn(times, one, other) {
  const [first, second] = [[], []];
  for (let i = 0; i < times; i++) {
    first.push(await timed(one));
    second.push(await timed(other));
  }
  return [median(first), median(second)];
}

async function get(connection, path, token) {
  const { status, body } = await connection.ask(wire('GET', path, token));
  if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
  return body;
}

/** Row 6: the first page of units taken at random, with many deliveries in the table and with few. */
async function inbox({ quick, picture }) {
  const few = await openInbox('few', { block: 1, units: 1000, sent: 100 });
  const many = quick
    ? await openInbox('many', { block: 1, units: 10_000, sent: 100 })
    : await openInbox('many', { block: 1, units: 10_000, sent: 1000 });
  const ratios = [];
  const [times, pairs] = quick ? [100, 5] : [400, 7];
  await inTurn(100, few.first, many.first);
  const large = [];
  const small = [];
  for (let i = 0; i < pairs; i++) {
    const [little, lot] = await inTurn(times, few.first, many.first);
    ratios.push(lot / little);
    small.push(little);
    large.push(lot);
  }
  say(
    `    p50 ${median(large).toFixed(2)} ms with ${quick ? '1 M (the long form takes 10 M)' : '10 M'} against ${median(small).toFixed(2)} ms with 100 k`,
  );
  const points = [
    [100_000, median(small)],
    [quick ? 1_000_000 : 10_000_000, median(large)],
  ];
  if (picture && !quick) {
    const middle = await openInbox('middle', { block: 1, units: 10_000, sent: 100 });
    await inTurn(100, few.first, middle.first);
    const [, million] = await inTurn(times, few.first, middle.first);
    points.splice(1, 0, [1_000_000, million]);
    middle.close();
  }
  few.close();
  many.close();
  return {
    ratios,
    ...(picture && {
      curve: { title: 'First page of the inbox, by deliveries in the table', x: 'deliveries', y: 'ms, p50', points },
    }),
  };
}

async function openInbox(name, block) {
  const service = await world(name, [block]);
  const connection = await Connection.open(service.url);
  let turn = 0;
  const first = () => {
    turn = (turn + 7919) % block.units;
    return get(connection, '/incoming-documents?limit=50', service.tokenOf(block.block, turn + 1));
  };
  return { first, close: () => connection.close() };
}

/** Row 7: how a document at a hundred thousand units stands, against one at a hundred. */
async function summary({ quick }) {
  const service = await mainWorld();
  const connection = await Connection.open(service.url);
  const ask = (block, what) => () =>
    get(connection, `/outgoing-documents/${idOf('document', block.block, 1)}/${what}`, service.tokenOf(block.block));
  const compare = async (times, what) => inTurn(times, ask(HUNDRED_THOUSAND, what), ask(HUNDRED, what));
  const ratios = [];
  const [times, pairs] = quick ? [30, 5] : [100, 7];
  await compare(10, 'tracking-summary');
  for (let i = 0; i < pairs; i++) {
    const [large, small] = await compare(times, 'tracking-summary');
    ratios.push(large / small);
    say(`    ${large.toFixed(2)} ms for 100,000 deliveries against ${small.toFixed(2)} ms for 100`);
  }
  const [large, small] = await compare(8, 'tracking?limit=1');
  say(`    the board with its first row: ${large.toFixed(1)} ms against ${small.toFixed(1)} ms`);
  connection.close();
  return { ratios };
}

/**
 * Row 8: from the receipt to the sender's screen. The sender's page listens, as a browser would; the time runs from the answer to the
 * acknowledgement, when its receipt is committed, to the event that names the copy. Others acknowledge other documents meanwhile.
 */
async function onScreen({ quick }) {
  const service = await mainWorld();
  const [sets, each] = quick ? [5, 12] : [5, 60];
  const copies = await oneDocument(service, sets * each);
  const page = await Screen.open(service.url, service.tokenOf(TEN_THOUSAND.block));
  const receiver = await Connection.open(service.url);
  const ratios = [];
  for (let set = 0; set < sets; set++) {
    const load = acknowledge(service, await random(service, quick ? 500 : 2500), 8);
    const times = [];
    for (const copy of copies.splice(0, each)) times.push(await timeToScreen(service, page, receiver, copy));
    const { rate } = await load;
    const sorted = times.toSorted((a, b) => a - b);
    ratios.push(sorted[Math.floor(sorted.length * 0.99)]);
    say(
      `    p50 ${median(sorted).toFixed(0)} ms, p99 ${ratios.at(-1).toFixed(0)} ms, beside ${rate.toFixed(0)} acknowledgements/s`,
    );
  }
  page.close();
  receiver.close();
  return { ratios };
}

async function timeToScreen(service, page, receiver, { id, block, place }) {
  const seen = page.shows(id);
  const request = wire('POST', `/incoming-documents/${id}/acknowledgement`, service.tokenOf(block, place));
  const { status, body } = await receiver.ask(request);
  if (status !== 201) throw new Error(`acknowledgement: ${status} ${body}`);
  const committed = performance.now();
  return Math.max(0, (await seen) - committed);
}

/** A page that listens. */
class Screen {
  static open(url, token) {
    return new Promise((resolve, reject) => {
      const request = http.get(`${url}/api/v1/live`, { agent: false, headers: { authorization: `Bearer ${token}` } });
      request.once('error', reject).once('response', (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`live: ${answer.statusCode}`));
        const screen = new Screen(request);
        answer.setEncoding('utf8').on('data', (text) => {
          screen.#take(text);
          if (text.includes('event: ready')) resolve(screen);
        });
      });
    });
  }

  #request;
  #rest = '';
  #awaited = new Map();

  constructor(request) {
    this.#request = request;
  }

  /** When it is told of the copy. */
  shows(deliveryId) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('nothing came in 30 s')), 30_000);
      this.#awaited.set(deliveryId, (at) => {
        clearTimeout(late);
        resolve(at);
      });
    });
  }

  close() {
    this.#request.on('error', () => undefined).destroy();
  }

  #take(text) {
    const at = performance.now();
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop();
    for (const block of blocks.filter((one) => one.startsWith('event: tracking')))
      for (const [, id] of block.matchAll(/"([0-9a-f-]{36})"/g)) this.#awaited.get(id)?.(at);
  }
}

/** Row 13: everything on the wire, both ways with headers, for a unit that follows a link, reads and acknowledges. */
async function bytes() {
  const service = await mainWorld();
  const ratios = [];
  const connection = await Connection.open(service.url);
  for (let i = 0; i < 5; i++) {
    const token = service.tokenOf(THOUSAND.block, 990 + i);
    const { items } = JSON.parse(await get(connection, '/incoming-documents?limit=1', token));
    const packed = { 'accept-encoding': 'br, gzip' };
    const path = `/incoming-documents/${items[0].id}`;
    const requests = [
      wire('GET', path, token, packed),
      wire('POST', `${path}/opening`, token, packed),
      wire('POST', `${path}/acknowledgement`, token, packed),
    ];
    const parts = [];
    for (const request of requests) {
      const { status, bytes: answered, body } = await connection.ask(request);
      if (status >= 300) throw new Error(`${request.split('\r\n')[0]}: ${status} ${body}`);
      parts.push([request.length, answered, body.length]);
    }
    const [sent, received, bodies] = [0, 1, 2].map((k) => parts.reduce((sum, part) => sum + part[k], 0));
    ratios.push((sent + received) / 1300);
    if (i === 0)
      say(
        `    ${sent} bytes asked, ${received} answered, of which bodies ${bodies} (${parts.map((part) => part[2]).join(' + ')}: document, opening, acknowledgement)`,
      );
  }
  connection.close();
  return { ratios };
}

export const rows = [
  {
    id: '6',
    name: 'inbox, first page p50 with 10 M deliveries (quick: 1 M) / 100 k',
    first: 1.5,
    aim: 1.2,
    run: inbox,
  },
  { id: '7', name: 'summary of a document with 100,000 deliveries / 100', first: 1.5, aim: 1.1, run: summary },
  {
    id: '8',
    name: "receipt committed to the event at the sender's screen, p99",
    unit: 'ms',
    first: 1500,
    aim: 500,
    run: onScreen,
  },
  { id: '13', name: "bytes of a unit's visit to a small document / e-mail's 1.3 kB", first: 5, aim: 1.5, run: bytes },
];
