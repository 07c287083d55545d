import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** Jest's own, which comes with it. */
const jest = createRequire(createRequire(import.meta.url).resolve('jest'));
const { default: Usual } = jest('@jest/test-sequencer');

/** Seconds on two quiet cores, of the files that take long; on a fresh checkout Jest knows nothing but their sizes. */
const LONG = {
  'test/e2e/access/matrix.spec.ts': 80,
  'test/browser/training.spec.ts': 60,
  'test/e2e/uploads/lines.spec.ts': 45,
  'test/browser/cutover-inboxes.spec.ts': 45,
  'test/browser/composer.spec.ts': 45,
  'test/browser/sign-in.spec.ts': 45,
  'test/e2e/training-week-story.spec.ts': 43,
  'test/e2e/file-store/s3-store.spec.ts': 38,
  'test/e2e/bad-input/bodies.spec.ts': 35,
  'test/e2e/mail-gateway/cutover.spec.ts': 30,
  'test/e2e/several/hosts.spec.ts': 28,
  'test/e2e/scans/scans.spec.ts': 26,
  'test/e2e/cutover/rehearsal.spec.ts': 26,
  'test/e2e/mail-archive/passage.spec.ts': 25,
  'test/e2e/bad-input/queries.spec.ts': 25,
  'test/e2e/races.spec.ts': 20,
  'test/e2e/workers.spec.ts': 20,
  'test/e2e/several/replica.spec.ts': 20,
  'test/e2e/cutover/time-zones.spec.ts': 18,
  'test/e2e/uploads/protocol.spec.ts': 17,
  'test/e2e/previews/previews.spec.ts': 16,
  'test/e2e/mail-archive/dovecot.spec.ts': 15,
  'test/e2e/mail.spec.ts': 14,
  'test/e2e/onboarding/big.spec.ts': 14,
  'test/e2e/edges.spec.ts': 13,
  'test/e2e/jobs.spec.ts': 12,
  'test/e2e/process.spec.ts': 12,
  'test/e2e/built.spec.ts': 10,
  'test/database/embedded-postgres.spec.ts': 12,
};
/** Of the others, by their folder. */
const USUAL = { 'test/browser/': 30, 'test/e2e/': 5, 'test/database/': 4 };

/** The longest file first, so that no worker is left alone with one at the end. What Jest has measured itself counts more. */
export default class LongestFirst extends Usual {
  async sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's, not an array's
    const usual = await super.sort(tests);
    const seconds = new Map(tests.map((test) => [test, measured(test) ?? expected(test.path)]));
    return usual.toSorted((a, b) => (seconds.get(b) ?? 0) - (seconds.get(a) ?? 0));
  }
}

/** Filled in by Jest's own sorting from its cache; milliseconds. */
const measured = ({ duration }) => (duration === undefined ? null : duration / 1000);

function expected(path) {
  const file = relative(ROOT, path).split(sep).join('/');
  const folder = Object.keys(USUAL).find((name) => file.startsWith(name));
  return LONG[file] ?? (folder ? USUAL[folder] : 1);
}
