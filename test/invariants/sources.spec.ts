import { describe, expect, it } from '@jest/globals';
import { occurrences, sourcesIn, withoutComments } from '../support/sources.ts';

const LONGEST_FILE = 250;
/** What costs memory and an idle service never needs: loaded at first use, in these files and nowhere else. */
const LOADED_AT_FIRST_USE: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-s3': ['src/attachments/s3-client.ts', 'src/attachments/s3-store.ts'],
  '@hyzyla/pdfium': ['src/previews/child/child-pdf.ts', 'src/rehearsal/training-week/papers.ts'],
  '@zxcvbn-ts/core': ['src/accounts/password-quality.ts'],
  'csv-parse': ['src/imports/csv-table.ts'],
  'file-type': ['src/attachments/file-types.ts'],
  imapflow: [
    'src/legacy-inboxes/inbox-servers.ts',
    'src/mail-archive/bring-over.job.ts',
    'src/mail-archive/comparing.ts',
    'src/mail-archive/imap-source.ts',
    'src/mail-gateway/imap-line.ts',
    'src/platform/mail/imap-client.ts',
    'src/platform/mail/imap-folder.ts',
  ],
  mailparser: ['src/platform/mail/catcher/mail-catcher.ts', 'src/platform/mail/received-mail.ts'],
  nodemailer: ['src/platform/mail/mail-transport.ts', 'src/rehearsal/night.scenes.ts'],
  'openid-client': ['src/single-sign-on/provider.ts'],
  qrcode: [
    'src/accounts/second-factor.service.ts',
    'src/platform/paper/paper-qr.ts',
    'src/training/tell-units.job.ts',
    'src/training/ticket-pdf.ts',
  ],
  'sanitize-html': ['src/platform/mail/safe-html.ts'],
  sharp: ['src/previews/child/child-image.ts'],
  'smtp-server': [
    'src/mail-gateway/mail-gateway.ts',
    'src/mail-gateway/smtp-desk.ts',
    'src/platform/mail/catcher/mail-catcher.ts',
    'src/rehearsal/old-provider.ts',
  ],
  pdfkit: ['src/mail-archive/proof-report.ts', 'src/platform/paper/paper.ts'],
  'web-push': ['src/notifications/push-keys.ts'],
  yauzl: ['src/imports/xlsx-archive.ts', 'src/mail-archive/file-source.ts'],
};
/** Files with the plain imports of such libraries; they are themselves loaded at first use. */
const FILES_LOADED_AT_FIRST_USE = [
  'src/credentials/handing-book-pdf.ts',
  'src/credentials/handout-pdf.ts',
  'src/imports/csv-table.ts',
  'src/imports/xlsx-table.ts',
  'src/imports/xlsx-archive.ts',
  'src/platform/paper/paper.ts',
  'src/previews/child/child-image.ts',
  'src/previews/child/child-pdf.ts',
  'src/training/attendance-pdf.ts',
  'src/training/ticket-pdf.ts',
];
/** Programs that tests call by their names, and where: beside a peer that brings them, or where their absence is told. All else comes with npm. */
const CALLED_BY_NAME = [
  "test/e2e/mail-archive/faults.spec.ts: 'mount'",
  "test/e2e/mail-archive/faults.spec.ts: 'umount'",
  "test/e2e/readme.spec.ts: 'bash'",
  "test/support/peers/dovecot.ts: 'chmod'",
  "test/support/peers/dovecot.ts: 'id'",
  "test/support/peers/postfix.ts: 'chown'",
];
const everything = sourcesIn('src').filter(({ path }) => !/^src\/(build|web)\//.test(path));
const product = everything.filter(({ path }) => !path.endsWith('.spec.ts'));

describe('the source', () => {
  it('asks the machine for the time in one place', () => {
    const elsewhere = product.filter(({ path }) => !path.startsWith('src/platform/clock/'));
    expect(occurrences(elsewhere, /\bDate\.now\b|\bnew Date\(\s*\)|[^.\w]Date\(\)/)).toEqual([]);
  });

  it('gives React nothing back from an effect but what undoes it', () => {
    // scrollTo and scrollIntoView return promises in browsers from 2026 on; React would call one as a clean-up, and the screen is gone.
    const page = sourcesIn('src/web');
    expect(occurrences(page, /Effect\(\(\) => (?!\{)|\): void => [^{;]*\bscroll(?:To|By|IntoView)\(/)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const allowed = new Set(['src/main.ts', 'src/cli.ts', 'src/rehearsal/worker.ts']);
    const elsewhere = product.filter(
      ({ path }) => !allowed.has(path) && !path.startsWith('src/platform/database/embedded/'),
    );
    expect(occurrences(elsewhere, /\bprocess\.env\b/)).toEqual([]);
  });

  it('loads at first use what an idle service does not need', () => {
    const lazy = new Set(FILES_LOADED_AT_FIRST_USE);
    const eager = product.filter(({ path }) => !lazy.has(path));
    for (const [library, files] of Object.entries(LOADED_AT_FIRST_USE)) {
      const named = new RegExp(`(?:from|import\\(?)\\s*['"]${library}(?:/|['"])`);
      const users = product.filter(({ text }) => named.test(withoutComments(text))).map(({ path }) => path);
      expect([library, users]).toEqual([library, files]);
      // A type costs nothing; a value, or the module as such, is loaded with the file.
      const plain = new RegExp(
        `^(?:import(?! type)[^(;]*?from\\s*|import\\s+|export(?! type)[^;]*?from\\s*)['"]${library}(?:/|['"])`,
        'm',
      );
      expect(eager.filter(({ text }) => plain.test(text)).map(({ path }) => `${path}: ${library}`)).toEqual([]);
    }
    for (const path of lazy) {
      const name = path.split('/').at(-1);
      const plain = new RegExp(`^import(?! type)[^(;]*?from\\s*'\\.[^']*/${name}'`, 'm');
      expect(eager.filter(({ text }) => plain.test(text)).map((by) => `${by.path} imports ${path}`)).toEqual([]);
    }
  });

  it('loads files at first use outside decorated classes', () => {
    // TypeScript rewrites .ts to .js in `import()` everywhere but there (5.9, rewriteRelativeImportExtensions): it works in tests and
    // is not found in what is built.
    const decorated = product.filter(({ text }) => /^@(?:Injectable|Controller|Entity|Module|Global)\(/m.test(text));
    expect(decorated.length).toBeGreaterThan(100);
    expect(occurrences(decorated, /^\s.*\bimport\('\./)).toEqual([]);
  });

  it('writes to the log, not to the console', () => {
    expect(
      occurrences(
        product.filter(({ path }) => path !== 'src/cli.ts'),
        /\bconsole\.\w+/,
      ),
    ).toEqual([]);
  });

  it('has no long files', () => {
    const long = everything.filter(({ text }) => text.split('\n').length > LONGEST_FILE);
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length} lines`)).toEqual([]);
  });

  it('needs no program for its tests that npm does not bring', () => {
    const calls = /\b(?:run|spawn|spawnSync|execFile|execFileSync|promisify\(execFile\))\(\s*('[^']+'), \[/g;
    const called = sourcesIn('test').flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(calls)].map(([, program]) => `${path}: ${program}`),
    );
    expect([...new Set(called)].toSorted()).toEqual(CALLED_BY_NAME);
  });

  it('has no leftovers', () => {
    expect(occurrences(everything, /\b(describe|it|test)\.(only|skip)\b|\bdebugger\b/)).toEqual([]);
  });
});
