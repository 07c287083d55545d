import { BlobKeeping } from '../attachments/blob-keeping.ts';
import { BlobStore, type BlobId } from '../attachments/blob-store.ts';
import { openStore } from '../attachments/file-store.provider.ts';
import { Database } from '../platform/database/database.ts';
import { withRooms } from '../rooms.ts';
import { EXIT, UsageError, type Command, type Terminal } from './command.ts';
import { onGround } from './database.ts';

export const COPY_BLOBS: Command = {
  summary:
    'copy every stored file to the other kind of store (disk or s3, by the settings of both), hashing each; what is there already is left, so it can be repeated until BLOB_STORE is changed',
  options: { to: { value: 'disk|s3' } },
  async run(world, { to }) {
    if (to !== 'disk' && to !== 's3') throw new UsageError('--to takes disk or s3');
    if (to === world.config.get('BLOB_STORE')) throw new UsageError(`files are kept there already (BLOB_STORE=${to})`);
    const faults = await onGround(world, (ground) =>
      withRooms(ground, async (rooms) => {
        const target = await openStore(to, ground.config, rooms.get(BlobKeeping, { strict: false }));
        await target.check();
        const source = rooms.get(BlobStore, { strict: false });
        return copyAll(rooms.get(Database, { strict: false }), source, target, world.terminal);
      }),
    );
    return faults === 0 ? EXIT.done : EXIT.failed;
  },
};

async function copyAll(database: Database, source: BlobStore, target: BlobStore, terminal: Terminal): Promise<number> {
  let [copied, there, faults, after] = [0, 0, 0, ''];
  for (;;) {
    const id = await database.first<BlobId>(
      `select sha256, size::float8 as size from blob where sha256 > $1 order by sha256 limit 1`,
      [after],
    );
    if (!id) break;
    after = id.sha256;
    if (await target.has(id)) there += 1;
    else if (await copyOne(source, target, id)) copied += 1;
    else {
      faults += 1;
      terminal.complain(`not whole, not copied: ${id.sha256} (${id.size} bytes)`);
    }
  }
  terminal.print(`${copied} copied, ${there} were there, ${faults} not whole.`);
  return faults;
}

/** @returns false when what the source holds is not the content any more */
async function copyOne(source: BlobStore, target: BlobStore, id: BlobId): Promise<boolean> {
  if (!(await source.has(id))) return false;
  const part = await target.receive(await source.open(id), (chunks) => chunks, new AbortController().signal);
  try {
    if (part.sha256 !== id.sha256) return false;
    await part.keep();
    return true;
  } finally {
    await part.discard();
  }
}
