// Everybody presses once more; then everything told is compared with everything there.
import { check } from './checker.mjs';
import { readApi, readBlobs, readDatabase } from './snapshot.mjs';
import { OFFICE } from './workload.mjs';

export const say = (line) => void process.stdout.write(`${line}\n`);
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @returns findings and figures of one part */
export async function conclude(name, { service, client, workload, faults, cuts, disk, ownerUrl }) {
  service.moveClock(0);
  await service.untilReady();
  const habits = client.habits;
  client.habits = { ...habits, lost: 0, early: 0, twin: 0 };
  const findings = [];
  await workload.pressAgain(0.3).catch((error) => findings.push({ kind: 'no-answer', what: error.message }));
  const rows = await readDatabase(await ownerUrl());
  rows.blobs = await readBlobs(service.dataDir);
  const { calls, looks } = client.history;
  const ids = calls.filter((call) => call.act === 'issue').map((call) => call.about.documentId);
  rows.api = await readApi(client, OFFICE.clerk, ids);
  findings.push(...check(calls, rows, looks));
  const verified = await service.command('verify-receipts');
  if (verified.code !== 0) findings.push({ kind: 'verify-receipts', what: `${verified.code}: ${verified.text}` });
  for (const { code, signal, last } of service.unasked)
    findings.push({ kind: 'service-ended', what: `${code ?? signal}: ${last.join(' | ')}` });
  summary(name, { calls, looks, faults, cuts, disk, findings, verified: verified.text });
  return { findings, faults: faults.length, points: cuts?.cut ?? 0, calls: calls.length, looks: looks.length };
}

function summary(name, { calls, looks, faults, cuts, disk, findings, verified }) {
  const attempts = calls.flatMap((call) => call.attempts);
  const unanswered = attempts.filter(({ status = 0 }) => status === 0 || status >= 500).length;
  say(`\n== ${name}`);
  say(
    `calls ${calls.length}, sent ${attempts.length} times, answers lost or failed ${unanswered}; looked ${looks.length} times`,
  );
  for (const kind of new Set(faults.map((fault) => fault.name))) {
    const times = faults.filter((fault) => fault.name === kind).map(({ ms }) => ms);
    say(`${String(times.length).padStart(5)} x ${kind}, slowest recovery ${seconds(Math.max(...times))}`);
  }
  if (cuts) {
    say(
      `${String(cuts.cut).padStart(5)} cut points, ${cuts.missed} more were beyond the end of their dialogue and came again earlier; slowest answer ${seconds(cuts.slowest)}`,
    );
    for (const [kind, times] of Object.entries(cuts.byKind).toSorted()) say(`${String(times).padStart(9)} ${kind}`);
  }
  if (disk)
    say(
      `      full disk: ${disk.refused.length} uploads refused (${[...new Set(disk.refused)].join(', ')}), then ${disk.outcome}`,
    );
  say(counted(findings));
  say(`verify-receipts: ${verified}`);
}

/** Findings by what they mean for people. */
export function counted(findings) {
  const count = (...kinds) => findings.filter(({ kind }) => kinds.some((word) => kind.startsWith(word))).length;
  return (
    `${count('lost')} lost, ${count('duplicate')} doubled, ${count('half')} half, ${count('number-gap')} numbers missing, ` +
    `${count('number-twice', 'number-holder')} numbers twice or wrong, ${count('order')} out of order, ${count('stale')} stale reads, ` +
    `${count('answer-changed', 'time-moved')} changed answers, ${count('receipt', 'verify')} faults in receipts, ` +
    `${count('no-', 'service', 'story', 'unexpected', 'disk', 'ended')} not answered`
  );
}
