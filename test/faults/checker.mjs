import { checkReads } from './checks-of-reads.mjs';
import { checkHalves, checkNumbers, checkReceipts, grouped } from './checks-of-rows.mjs';

// Compares what clients were told with what is there. Pure: the self-test feeds it histories and databases with planted faults.
const STEPS = new Set(['submit', 'approve', 'issue', 'dispatch']);

const FACTS = {
  open: 'opened',
  acknowledge: 'acknowledged',
  register: 'registered',
  refuse: 'refused',
  reconsider: 'reconsidered',
  assign: 'assigned',
};

/** What must be the same in every answer to an act without a kept answer. */
const SAME = {
  issue: ['number', 'symbol', 'issuedAt'],
  open: ['openedAt'],
  acknowledge: ['acknowledgedAt'],
  register: ['arrivalNumber', 'registeredAt'],
};

/**
 * @param calls the clients' history
 * @param rows `readDatabase`, with `blobs` and `api` where they were read
 * @param looks what they were shown
 * @returns findings `{kind, what}`; empty when nothing is lost, doubled, skipped, changed or reordered
 */
export function check(calls, rows, looks = []) {
  const findings = [];
  const report = (kind, what) => findings.push({ kind, what });
  const world = index(rows);
  for (const call of calls) {
    checkAnswers(call, report);
    const answer = firstAnswer(call);
    if (answer) checkEffect(call, answer, world, report);
  }
  checkMarkers(calls, world, report);
  checkNumbers(world, report);
  checkHalves(world, report);
  checkReceipts(world, report);
  checkOrder(calls, world, report);
  checkReads(calls, looks, report);
  return findings;
}

function index(rows) {
  const by = (list, key) => new Map(list.map((row) => [row[key], row]));
  return {
    ...rows,
    documentOf: by(rows.documents, 'id'),
    deliveryOf: by(rows.deliveries, 'id'),
    attachmentOf: by(rows.attachments, 'id'),
    stepsOf: grouped(rows.steps, (row) => row.document_id),
    dispatchesOf: grouped(rows.dispatches, (row) => row.document_id),
    deliveriesOf: grouped(rows.deliveries, (row) => row.dispatch_id),
    copiesOf: grouped(rows.deliveries, (row) => row.document_id),
    receiptsOf: grouped(rows.receipts, (row) => row.delivery_id),
    proofsOf: grouped(rows.receipts, (row) => row.document_id),
    numbersOf: grouped(rows.numbers, (row) => row.book_id),
    assignmentsOf: grouped(rows.assignments, (row) => row.delivery_id),
  };
}

/** Every call got an answer in the end, none was refused, and the same key always got the same one. */
function checkAnswers(call, report) {
  const { act, key, about, attempts } = call;
  const good = attempts.filter(isGood);
  const name = `${act} ${key ?? ''} ${JSON.stringify(about)}`;
  const bad = attempts.find(
    ({ status = 0 }) => status === 500 || (status >= 400 && status < 500 && ![401, 408, 409, 429].includes(status)),
  );
  if (good.length === 0) return report('no-answer', `${name}: ${JSON.stringify(attempts.at(-1))}`);
  if (bad && bad.status < 500) report('unexpected-answer', `${name}: ${bad.status} ${bad.text}`);
  const wanted = SAME[act];
  if (act === 'upload') return;
  const forms = new Set(
    good.map(({ text }) => (wanted ? JSON.stringify(wanted.map((field) => JSON.parse(text)[field])) : text)),
  );
  const isKept = ['draft', 'dispatch', 'assign'].includes(act) || wanted;
  if (key && isKept && forms.size > 1) report('answer-changed', `${name}: ${[...forms].join(' / ').slice(0, 400)}`);
}

/** What a client was told is there, once, and as it was told. */
function checkEffect(call, answer, world, report) {
  const { act, about } = call;
  const name = `${act} ${JSON.stringify(about)}`;
  if (act === 'draft') return void (world.documentOf.has(answer.id) || report('lost-draft', name));
  if (act === 'upload') return checkUpload(answer.items[0], about, world, report);
  if (STEPS.has(act)) return checkStep(act, answer, about, world, report);
  checkFact(act, answer, about, world, report);
}

function checkUpload({ id }, { sha256 }, world, report) {
  const kept = world.attachmentOf.get(id);
  if (kept?.sha256 !== sha256) report('lost-attachment', `${id}: ${kept?.sha256 ?? 'not there'}`);
}

function checkStep(act, answer, { documentId }, world, report) {
  const steps = (world.stepsOf.get(documentId) ?? []).filter((step) => step.act === act).length;
  if (steps === 0) report(`lost-${act}`, documentId);
  if (steps > 1) report(`duplicate-${act}`, `${documentId}: ${steps} steps`);
  if (act === 'issue') {
    const { number, symbol } = world.documentOf.get(documentId) ?? {};
    if (number !== answer.number || symbol !== answer.symbol)
      report('answer-changed', `${documentId}: told ${answer.symbol}, is ${symbol}`);
    const seen = world.api?.get(documentId);
    if (seen && seen.number !== answer.number)
      report('answer-changed', `${documentId}: told ${answer.number}, shown ${seen.number}`);
  }
  if (act === 'dispatch') checkDispatch(answer, documentId, world, report);
}

function checkDispatch(answer, documentId, world, report) {
  const sent = world.dispatchesOf.get(documentId) ?? [];
  if (!sent.some(({ id }) => id === answer.id)) report('lost-dispatch', `${documentId}: dispatch ${answer.id}`);
  const copies = world.deliveriesOf.get(answer.id)?.length ?? 0;
  if (copies < answer.recipientCount) report('lost-delivery', `${answer.id}: ${copies} of ${answer.recipientCount}`);
  const seen = world.api?.get(documentId);
  if (seen && !['dispatched', 'closed'].includes(seen.state))
    report('lost-dispatch', `${documentId} is shown as ${seen.state}`);
}

function checkFact(act, answer, { deliveryId }, world, report) {
  const fact = FACTS[act];
  const proofs = (world.receiptsOf.get(deliveryId) ?? []).filter((receipt) => receipt.fact === fact);
  if (proofs.length === 0) return report(`lost-${act}`, deliveryId);
  if (proofs.length > 1) report(`duplicate-${act}`, `${deliveryId}: ${proofs.length} receipts`);
  const told = { opened: answer.openedAt, acknowledged: answer.acknowledgedAt, registered: answer.registeredAt }[fact];
  if (told && proofs[0].at.toISOString() !== told)
    report('time-moved', `${fact} of ${deliveryId}: told ${told}, proven ${proofs[0].at.toISOString()}`);
  if (act === 'register' && world.deliveryOf.get(deliveryId)?.arrival_number !== answer.arrivalNumber)
    report('answer-changed', `${deliveryId}: told number ${answer.arrivalNumber}`);
  if (act === 'assign') {
    const given = world.assignmentsOf.get(deliveryId)?.length ?? 0;
    if (given !== 1) report(given ? 'duplicate-assign' : 'lost-assign', `${deliveryId}: ${given} assignments`);
  }
}

/** One draft, one dispatch, one copy for each unit: whatever happened on the way. */
function checkMarkers(calls, world, report) {
  const made = grouped(world.documents, (row) => row.subject);
  for (const { act, about } of calls) {
    if (act !== 'draft') continue;
    const documents = made.get(about.marker) ?? [];
    if (documents.length > 1) report('duplicate-draft', `${about.marker}: ${documents.length} documents`);
    for (const { id } of documents) {
      const live = (world.dispatchesOf.get(id) ?? []).filter((dispatch) => !dispatch.cancelled_at);
      if (live.length > 1) report('duplicate-dispatch', `${about.marker}: ${live.length} dispatches`);
      const units = (world.copiesOf.get(id) ?? []).map((copy) => copy.unit_id);
      if (new Set(units).size < units.length) report('duplicate-delivery', about.marker);
      const proofs = (world.proofsOf.get(id) ?? []).filter((receipt) => receipt.fact === 'dispatched');
      if (proofs.length > 1) report('duplicate-dispatch', `${about.marker}: ${proofs.length} receipts of sending`);
    }
  }
}

/** Who was answered before another had asked comes first: in every book, and in every chain. */
function checkOrder(calls, world, report) {
  const lines = new Map();
  const put = (line, place, call) => {
    const good = call.attempts.find(isGood);
    if (place === undefined || !good) return;
    if (!lines.has(line)) lines.set(line, []);
    lines.get(line).push({
      place,
      sent: call.attempts[0].sent,
      answered: good.ended,
      what: `${call.act} ${JSON.stringify(call.about)}`,
    });
  };
  for (const call of calls) {
    const { act, about } = call;
    if (act === 'issue') {
      const document = world.documentOf.get(about.documentId);
      put(`book ${document?.book_id}`, document?.number ?? undefined, call);
    }
    if (act === 'register') {
      const delivery = world.deliveryOf.get(about.deliveryId);
      put(`book ${delivery?.book_id}`, delivery?.arrival_number ?? undefined, call);
    }
    if (FACTS[act]) {
      const proof = world.receiptsOf.get(about.deliveryId)?.find((receipt) => receipt.fact === FACTS[act]);
      put(`chain ${proof?.unit_id}`, proof?.seq, call);
    }
  }
  for (const [line, places] of lines) {
    let latest = null;
    for (const one of places.toSorted((a, b) => a.place - b.place)) {
      if (latest && one.answered < latest.sent)
        report('order', `${line}: ${one.what} has ${one.place}, after ${latest.what} with ${latest.place}`);
      if (!latest || one.sent > latest.sent) latest = one;
    }
  }
}

const isGood = ({ status = 0 }) => status >= 200 && status < 300;

function firstAnswer(call) {
  const good = call.attempts.find(isGood);
  return good ? JSON.parse(good.text) : null;
}
