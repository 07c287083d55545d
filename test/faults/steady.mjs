// Many acknowledgements a second for minutes, and a fault every twenty seconds: nothing that was told is lost.
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { seed as seedDatabase, tokenOf } from '../bench/seed.mjs';
import { say, seconds } from './conclude.mjs';
import { inject, plan } from './kills.mjs';
import { inFolder } from './ends.mjs';
import { Service } from './service.mjs';
import { checkSteady, readSteady } from './checks-of-steady.mjs';

const EVERY_MS = 20_000;
const UNITS = 1000;
const CLIENTS = 64;
const ANSWER_MS = 20_000;
const SECRET = randomBytes(32).toString('hex');
const FAULTS = {
  'kill -9 service': 3,
  'kill -9 postmaster': 2,
  'kill -9 backend': 2,
  'kill -9 service and postmaster': 1,
  'SIGSTOP PostgreSQL': 1,
  'SIGSTOP service': 1,
};
/** What we hold ourselves to for being ready again; told, not judged, because the machine may be loaded. */
const WITHIN_MS = { 'kill -9 service': 5000, 'kill -9 postmaster': 10_000, 'kill -9 service and postmaster': 10_000 };

/** @param run `{ seed, logs, minutes, rate }` */
export const steady = (run, dice) =>
  inFolder(async (dataDir) => {
    const service = new Service(dataDir, { SAMPLE: 'off', JWT_SECRET: SECRET });
    const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
    try {
      await service.start();
      const deliveries = await someDeliveries(service, run);
      const log = createWriteStream(join(run.logs, 'steady.jsonl'));
      const work = {
        service,
        agent,
        log,
        rate: run.rate,
        until: performance.now() + run.minutes * 60_000,
        told: [],
        sent: 0,
      };
      const began = performance.now();
      const [faults] = await Promise.all([breakEvery(work, dice), acknowledgeAll(work, deliveries)]);
      const spent = performance.now() - began;
      await finished(log.end());
      return await conclude(service, work, faults, spent);
    } finally {
      agent.destroy();
      await service.stop();
    }
  });

/** Enough for every second of the run, in an order without pattern. */
async function someDeliveries(service, { rate, minutes }) {
  const sent = Math.ceil((rate * 60 * minutes * 1.05) / UNITS);
  const url = await service.ownerUrl();
  const { deliveries, seconds: took } = await seedDatabase(url, [
    { block: 1, units: UNITS, sent, issued: 0, open: sent },
  ]);
  say(`${deliveries} deliveries made in ${took.toFixed(1)} s`);
  return query(
    url,
    `select id, ('x' || right(unit_id::text, 12))::bit(48)::bigint::int as place from delivery order by md5(id::text)`,
  );
}

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text).finally(() => client.end());
  return rows;
}

async function breakEvery({ service, until, told }, dice) {
  const faults = [];
  for (let wave = []; performance.now() + EVERY_MS < until;) {
    if (wave.length === 0) wave = plan(FAULTS, 10, dice);
    await sleep(EVERY_MS - 2000 + dice.between(0, 4000));
    const name = wave.pop();
    const ms = await inject(name, service, dice);
    faults.push({ name, ms });
    say(`${name}: ready again after ${seconds(ms)}; ${told.length} acknowledged so far`);
  }
  return faults;
}

/** At the rate that was asked for; what could not be sent meanwhile is made up for afterwards. */
async function acknowledgeAll(work, deliveries) {
  const began = performance.now();
  let next = 0;
  const client = async () => {
    while (performance.now() < work.until && next < deliveries.length) {
      const due = began + (next / work.rate) * 1000;
      const delivery = deliveries[next++];
      if (due > performance.now()) await sleep(due - performance.now());
      await persist(work, delivery);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

/** Until it is answered. */
async function persist(work, { id, place }) {
  const token = tokenOf(SECRET, 1, place);
  for (;;) {
    work.sent++;
    const { status, text } = await ask(work, `/api/v1/incoming-documents/${id}/acknowledgement`, token).catch(
      (error) => ({
        status: 0,
        text: error.message,
      }),
    );
    const at = status === 200 || status === 201 ? JSON.parse(text).acknowledgedAt : null;
    work.log.write(`${JSON.stringify({ id, status, at, ...(at ? {} : { text: text.slice(0, 300) }) })}\n`);
    if (at) return void work.told.push({ id, at });
    if (status >= 400 && status < 500 && status !== 429) return void work.told.push({ id, at: `refused: ${status}` });
    await sleep(50);
  }
}

function ask({ service, agent }, path, token) {
  if (!service.url) return Promise.reject(new Error('the service is down'));
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-length': 0 };
    const request = http.request({ hostname, port, path, method: 'POST', headers, agent }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk)).once('error', reject);
      answer.once('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    request.setTimeout(ANSWER_MS, () => request.destroy(new Error('no answer')));
    request.once('error', reject).end();
  });
}

async function conclude(service, { told, sent, rate }, faults, spent) {
  await service.untilReady();
  const findings = checkSteady(told, await readSteady(await service.ownerUrl()));
  const verified = await service.command('verify-receipts');
  if (verified.code !== 0) findings.push({ kind: 'verify-receipts', what: `${verified.code}: ${verified.text}` });
  for (const { code, signal, last } of service.unasked)
    findings.push({ kind: 'service-ended', what: `${code ?? signal}: ${last.join(' | ')}` });
  say(
    `\n== steady\n${told.length} acknowledged in ${seconds(spent)}: ${(told.length / (spent / 1000)).toFixed(0)}/s, stops included, of ${rate}/s asked for; sent ${sent} times`,
  );
  for (const kind of new Set(faults.map(({ name }) => name))) {
    const times = faults.filter(({ name }) => name === kind).map(({ ms }) => ms);
    const [limit, slowest] = [WITHIN_MS[kind], Math.max(...times)];
    const judged = limit ? `, ${slowest <= limit ? 'within' : 'NOT within'} ${limit / 1000} s` : '';
    say(`${String(times.length).padStart(5)} x ${kind}, ready again after ${seconds(slowest)} at most${judged}`);
  }
  say(`verify-receipts: ${verified.text}`);
  return { findings, faults: faults.length, points: 0, calls: told.length, looks: 0 };
}
