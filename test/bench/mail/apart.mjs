// Our side in a process of its own, as e-mail has this one: the megabytes of mail that one holds shall not slow the other's client.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { atEnd, endAll } from '../ends.mjs';
import { openOurs } from './ours.mjs';

/** What `openOurs` gives: the same methods, which answer what can be told between processes. */
export async function oursApart(units, parallel) {
  const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, BENCH_OURS: 'on' } });
  const waiting = new Map();
  let next = 0;
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(result);
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then(() => waiting.forEach(({ reject }) => reject(new Error('our side ended'))));
  atEnd(async () => {
    if (child.connected) child.disconnect();
    await ended;
  });
  const ask = (name, ...words) =>
    new Promise((resolve, reject) => {
      waiting.set(next, { resolve, reject });
      child.send({ id: next++, name, words });
    });
  await ask('open', units, parallel);
  // Nobody waits for it as for a promise.
  return new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : (...words) => ask(name, ...words)) });
}

if (process.env.BENCH_OURS) {
  let ours = null;
  const work = async (name, words) => {
    if (name === 'open') ours = await openOurs(...words);
    else return ours[name](...words);
  };
  process.on('message', ({ id, name, words }) => {
    work(name, words).then(
      (result) => process.send({ id, result }),
      (error) => process.send({ id, error: String(error?.stack ?? error) }),
    );
  });
  // Whoever stops the bench stops the parent too, and that lets go of this one.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
  process.on('disconnect', () => void endAll().finally(() => process.exit()));
}
