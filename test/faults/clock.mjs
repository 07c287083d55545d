// Loaded into the service before anything else (node --import): its clock is the system's plus what a file says, so that the harness can
// move it as an administrator or a time server would. Timers go on, as they do on a real machine; PostgreSQL keeps the right time.
import { readFileSync } from 'node:fs';

const EVERY_MS = 20;
const file = process.env.FAULTS_CLOCK;
const System = Date;
let offset = 0;

function read() {
  try {
    offset = Number(readFileSync(file, 'utf8'));
  } catch {
    // Nobody has moved it yet.
  }
}

const now = () => System.now() + offset;

globalThis.Date = new Proxy(System, {
  construct: (target, values, made) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, made === globalThis.Date ? target : made),
  apply: () => new System(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

if (file) {
  read();
  setInterval(read, EVERY_MS).unref();
}
