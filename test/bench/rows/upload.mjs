import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bigFile, MB, run, say, signIn, timed, uploadForm, watchMemory, withService } from '../service.mjs';

/** Row 10: taking in a large file (hash, fsync) against copying, syncing and hashing it with the system's own programs. */
const uploads =
  (upload) =>
  async ({ quick }) => {
    const [size, pairs] = quick ? [128 * MB, 3] : [1024 * MB - MB, 5];
    return withService({}, async ({ url, dataDir, pid }) => {
      const token = await signIn(url, 'vanthu.dk');
      const [source, copy] = [join(dataDir, 'source'), join(dataDir, 'copy')];
      const ratios = [];
      let peak = 0;
      for (let i = 0; i <= pairs; i++) {
        await bigFile(source, size);
        const memory = await watchMemory(pid);
        const ours = await timed(() => upload(url, token, source, size));
        peak = Math.max(peak, await memory());
        const theirs = await timed(async () => {
          await run('cp', source, copy);
          await run('sync', copy);
          await run('openssl', 'dgst', '-sha256', copy);
        });
        await rm(copy);
        await run('find', join(dataDir, 'blobs'), '-size', '+100M', '-delete');
        // The first of each is for warming up.
        if (i > 0) ratios.push(ours / theirs);
        say(`    ${(size / MB).toFixed(0)} MiB: ${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms`);
      }
      say(`    most memory above idle: ${peak.toFixed(0)} MiB`);
      return { ratios, peak };
    });
  };

let measured = null;
/** The same uploads say how long they took and how much memory. */
const asForm = (options) => (measured ??= uploads(uploadForm)(options));
const memory = async (options) => ({ ratios: [(await asForm(options)).peak / 96] });
const quick = '128 MiB instead of 1 GB, 3 pairs instead of 5';

export const rows = [
  { id: '10', name: 'upload of 1 GB as a form / cp + fsync + sha256', first: 2.5, aim: 1.6, quick, run: asForm },
  {
    id: '10-memory',
    name: 'most memory of an upload above idle / 96 MiB',
    first: 1,
    aim: 0.667,
    quick,
    run: memory,
  },
];
