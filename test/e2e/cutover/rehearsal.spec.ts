import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const CLI = fileURLToPath(new URL('../../../dist/src/cli.js', import.meta.url));

/** Ten seconds on a machine of its own; many times that on one that has much to do. */
const LONGEST_MS = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gnvb-rehearsal-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(
  'plays May and June 2020, keeps every promise and leaves nothing behind',
  async () => {
    // What the command is called with must not matter: the rehearsal has a database and a folder of its own.
    const env = {
      ...process.env,
      TMPDIR: folder,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      TZ: 'America/New_York',
    };
    const { code, out } = await new Promise<{ code: number | null; out: string }>((resolve) => {
      const child = execFile(process.execPath, [CLI, 'rehearse-cutover'], { env, cwd: folder }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode, out: stdout + stderr }),
      );
    });
    expect(out.split('\n').filter((line) => line.includes('✘'))).toEqual([]);
    expect(out).toMatch(/KẾT QUẢ: giữ đủ \d+ cam kết; 0 chỗ lệch chưa giải thích\./);
    expect(code).toBe(0);
    for (const told of ['31/05/2020 23:59:59,999', '01/06/2020 00:00:00,000', '30/06/2020', 'kill -9'])
      expect(out).toContain(told);
    expect(await readdir(folder)).toEqual([]);
  },
  LONGEST_MS,
);
