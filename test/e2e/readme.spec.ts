import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { SETTINGS } from '../../src/platform/config/settings.ts';
import { loadSample } from '../../src/sample/load-sample.ts';
import { SAMPLE_PASSWORD } from '../../src/sample/sample-passwords.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeWithPeer } from '../support/peers/peer.ts';

const TOP = new URL('../../', import.meta.url);
const README = readFileSync(new URL('README.md', TOP), 'utf8');
const SESSION = /```bash\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
const NOW = new Date('2026-03-11T10:00:00+07:00');

describe('README', () => {
  it('lists every setting with its default', () => {
    const missing = Object.entries(SETTINGS).filter(([name, { fallback, help }]) => {
      const value = fallback === null ? '–' : `\`${fallback}\``;
      return !README.includes(`\n| \`${name}\` | ${value} | ${help}`);
    });
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('links to files that are there', () => {
    const targets = [...README.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((target) => !existsSync(new URL(target, TOP)))).toEqual([]);
  });
});

describeWithPeer('the session of README', ['bash', 'curl'], () => {
  let app: TestApp;

  beforeAll(async () => {
    const clock = new MovableClock(NOW);
    app = await startTestApp({ clock });
    await loadSample(app.app, clock, NOW);
  });
  afterAll(() => app.stop());

  it('does the main job, as it stands there', async () => {
    expect(SESSION).toContain(SAMPLE_PASSWORD);
    const env = { ...process.env, GNVB_API: `${app.url}/api/v1` };
    const { stdout } = await promisify(execFile)('bash', ['-c', SESSION], { env, timeout: 50_000 });
    const lines = stdout.trim().split('\n');
    const dispatches = lines.filter((line) => line.startsWith('dispatch '));
    expect(dispatches).toHaveLength(2);
    expect(dispatches[0]).toBe(dispatches[1]);
    expect(lines).toEqual(
      expect.arrayContaining(['submitted', 'approved', 'opened', 'acknowledged', 'assigned', 'done']),
    );
    expect(stdout).toMatch(/opened 1, acknowledged 1, registered 1, done 1, refused 0/);
    expect(stdout).toMatch(/replied by Văn thư/);
    expect(lines.at(-1)).toMatch(/^chain of the office: \d+ receipts, head [0-9a-f]{64}$/);
  });
});
