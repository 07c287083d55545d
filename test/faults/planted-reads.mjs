// What the self-test plants in what people were shown, and in a steady run.
import { check } from './checker.mjs';
import { checkReads } from './checks-of-reads.mjs';
import { checkSteady } from './checks-of-steady.mjs';

/** What people were shown is put back to what it was before. */
export function plantReads(expectKinds, calls, rows, looks, { a, copy }) {
  const shown = (change) =>
    structuredClone(looks).map((look) => (look.about.documentId === a ? (change(look), look) : look));
  const kinds = (name, changed, wanted) => expectKinds(name, check(calls, rows, changed), wanted);
  kinds('nothing planted in what was shown', looks, []);
  kinds(
    'a document is shown as it was',
    shown(({ shown: document }) => document.state && (document.state = 'approved')),
    ['stale-read'],
  );
  kinds(
    'an acknowledgement is not shown',
    shown(({ shown: board }) => {
      for (const delivery of board.deliveries ?? []) if (delivery.id === copy) delivery.acknowledgedAt = null;
    }),
    ['stale-read'],
  );
  kinds(
    'a copy is not on the board yet',
    shown(({ shown: board }) => {
      if (board.copies) [board.copies, board.deliveries] = [0, []];
    }),
    ['stale-read'],
  );
  const first = looks.find(({ about, shown: board }) => about.documentId === a && board.deliveries);
  const earlier = { ...first, sent: first.sent - 1e6, ended: first.ended - 1e6 };
  kinds('what was not told yet may be missing', [{ ...earlier, shown: { deliveries: [] } }], []);
  const unheard = calls.filter(({ act }) => !['open', 'acknowledge', 'register'].includes(act));
  const later = { ...first, sent: first.ended + 1, ended: first.ended + 2, shown: { deliveries: [{ id: copy }] } };
  const both = checkedReads(unheard, [first, later]);
  expectKinds('what one was shown, the next is not', both, ['stale-read']);
}

function checkedReads(calls, looks) {
  const findings = [];
  checkReads(calls, looks, (kind, what) => findings.push({ kind, what }));
  return findings;
}

/** The checker of the steady run, on what was acknowledged here. */
export function plantSteady(expectKinds, rows) {
  const told = rows.boards.map(({ id, at }) => ({ id, at: at.toISOString() }));
  const kinds = (name, answers, change, wanted) =>
    expectKinds(`steady: ${name}`, checkSteady(answers, { ...rows, ...change }), wanted);
  kinds('nothing planted', told, {}, []);
  kinds('a receipt is lost', told, { proofs: rows.proofs.slice(1) }, ['lost-acknowledge']);
  kinds('a board forgets', told, { boards: rows.boards.slice(1) }, ['lost-acknowledge']);
  const doubled = rows.proofs.map((proof, i) => (i === 0 ? { ...proof, times: 2 } : proof));
  kinds('a receipt is doubled', told, { proofs: doubled }, ['duplicate-acknowledge']);
  const moved = rows.proofs.map((proof, i) => (i === 0 ? { ...proof, at: new Date(0) } : proof));
  kinds('a time is moved', told, { proofs: moved }, ['time-moved']);
  kinds('nobody was told', told.slice(1), {}, ['half-acknowledge']);
  const torn = rows.chains.map((chain, i) => (i === 0 ? { ...chain, head: chain.head + 1 } : chain));
  kinds('a chain has a gap', told, { chains: torn }, ['receipt-gap']);
  kinds('a unit is refused', [{ ...told[0], at: 'refused: 404' }, ...told.slice(1)], {}, ['unexpected-answer']);
}
