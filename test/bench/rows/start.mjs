import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { inFolder, say, startService, stop } from '../service.mjs';

let measured = null;
/** Row 16: the service with its own database, started again and again in a folder where it has run before. */
const starts = ({ quick }) => (measured ??= measureStarts(quick));

async function measureStarts(quick) {
  return inFolder(async (dataDir) => {
    const found = [];
    for (let i = 0; i <= (quick ? 5 : 7); i++) {
      const began = performance.now();
      const { child } = await startService({ SAMPLE: 'auto' }, dataDir);
      const seconds = (performance.now() - began) / 1000;
      try {
        await setTimeout(quick ? 1000 : 5000);
        const memory = Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
        // The first start makes the database and the sample organisation.
        if (i === 0) say(`    the very first start, with a new database and the sample: ${seconds.toFixed(1)} s`);
        else found.push({ seconds, memory });
      } finally {
        await stop(child);
      }
    }
    return found;
  });
}

export const rows = [
  {
    id: '16',
    name: 'start to ready, its database included',
    unit: 's',
    first: 2.5,
    aim: 1.2,
    quick: '5 starts instead of 7',
    run: async (options) => ({ ratios: (await starts(options)).map(({ seconds }) => seconds) }),
  },
  {
    id: '16-memory',
    name: 'idle memory of the process',
    unit: 'MiB',
    first: 150,
    aim: 110,
    quick: 'a second after the start instead of five',
    run: async (options) => ({ ratios: (await starts(options)).map(({ memory }) => memory) }),
  },
];
