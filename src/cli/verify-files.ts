import { FileChecks } from '../attachments/file-checks.ts';
import { withRooms } from '../rooms.ts';
import { EXIT, type Command } from './command.ts';
import { onGround } from './database.ts';

export const VERIFY_FILES: Command = {
  summary:
    'read and hash every stored file again, naming each that is missing or damaged; exit code 1 when there is one',
  options: {},
  async run(world) {
    let [files, faults] = [0, 0];
    await onGround(world, (ground) =>
      withRooms(ground, async (rooms) => {
        const checks = rooms.get(FileChecks, { strict: false });
        for await (const { sha256, size, verdict } of checks.checkAll(new AbortController().signal)) {
          files += 1;
          if (verdict === 'whole') continue;
          faults += 1;
          world.terminal.complain(`${verdict}: ${sha256} (${size} bytes)`);
        }
      }),
    );
    world.terminal.print(`${files} files: ${faults === 0 ? 'no fault' : `${faults} missing or damaged`}.`);
    return faults === 0 ? EXIT.done : EXIT.failed;
  },
};
