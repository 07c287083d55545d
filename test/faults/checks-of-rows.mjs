// What must hold in the rows alone, whoever was told what.
const TIMES = { opened: 'opened_at', acknowledged: 'acknowledged_at', registered: 'registered_at' };

const ONCE = new Set(['delivered', 'acknowledged', 'registered', 'started', 'done', 'noted', 'withdrawn']);

/** 1..N in every book, each held by exactly what bears it. */
export function checkNumbers(world, report) {
  for (const { id, direction, first_number: first, last_number: last } of world.books) {
    const numbers = (world.numbersOf.get(id) ?? []).toSorted((a, b) => a.number - b.number);
    numbers.forEach(({ number }, i) => {
      if (i > 0 && number === numbers[i - 1].number) report('number-twice', `book ${id}: ${number}`);
      else if (number - (i > 0 ? numbers[i - 1].number : first - 1) > 1)
        report('number-gap', `book ${id}: before ${number}`);
    });
    if ((numbers.at(-1)?.number ?? first - 1) !== last)
      report('number-gap', `book ${id}: counts to ${last}, last held is ${numbers.at(-1)?.number}`);
    for (const { number, holder_id: holder } of numbers) {
      const bears = direction === 'outgoing' ? world.documentOf.get(holder) : world.deliveryOf.get(holder);
      const borne = direction === 'outgoing' ? bears?.number : bears?.arrival_number;
      if (bears?.book_id !== id || borne !== number)
        report('number-holder', `book ${id}: ${number} is held by ${holder}, who bears ${borne}`);
    }
  }
}

/** Nothing is stored by half. */
export function checkHalves(world, report) {
  for (const { id, sent_at: sent, recipient_count: count } of world.dispatches) {
    const copies = world.deliveriesOf.get(id) ?? [];
    if (copies.length !== count) report('half-dispatch', `${id}: ${copies.length} of ${count} copies`);
    if (sent && copies.some((copy) => copy.state === 'queued'))
      report('half-dispatch', `${id}: sent, with queued copies`);
  }
  for (const { id, state, number, issued_at: issued } of world.documents) {
    const unnumbered = ['draft', 'submitted', 'approved', 'abandoned'].includes(state);
    if (!unnumbered && (number === null || issued === null)) report('half-issue', `${id}: ${state} without number`);
    const proofs = (world.proofsOf.get(id) ?? []).filter((receipt) => receipt.fact === 'dispatched').length;
    if (state === 'dispatched' && proofs === 0) report('half-dispatch', `${id}: dispatched without receipt`);
  }
  for (const { id, has_copy: has } of world.deliveries) if (!has) report('half-delivery', `${id}: no content`);
  for (const { id, sha256, has_blob: has } of world.attachments) {
    if (!has) report('half-attachment', `${id}: no blob`);
    else if (world.blobs && !world.blobs.has(sha256)) report('half-attachment', `${id}: no file`);
  }
  for (const { holder_id: holder, attachment_id: id } of world.lost_files)
    report('half-attachment', `${holder} names ${id}`);
  for (const { key, has_answer: has } of world.keys) if (!has) report('half-key', `${key}: no answer`);
}

/** Each fact once and first; chains without gap; boards show what is proven. */
export function checkReceipts(world, report) {
  for (const [unit, receipts] of grouped(world.receipts, (row) => row.unit_id)) {
    const wrong = receipts.findIndex(({ seq }, i) => seq !== i + 1);
    const head = world.chains.find((chain) => chain.unit_id === unit)?.seq;
    if (wrong >= 0 || head !== receipts.length)
      report('receipt-gap', `chain of ${unit}: at ${wrong + 1}, ${receipts.length} of ${head}`);
  }
  for (const delivery of world.deliveries) {
    const proofs = world.receiptsOf.get(delivery.id) ?? [];
    for (const [fact, same] of grouped(proofs, (row) => row.fact))
      if (ONCE.has(fact) && same.length > 1) report('duplicate-receipt', `${fact} of ${delivery.id}: ${same.length}`);
    for (const [fact, column] of Object.entries(TIMES)) {
      const first = Math.min(...proofs.filter((row) => row.fact === fact).map((row) => row.at.getTime()));
      const shown = delivery[column]?.getTime() ?? Infinity;
      if (first !== shown)
        report(
          'time-moved',
          `${fact} of ${delivery.id}: shown ${delivery[column]?.toISOString()}, proven ${Number.isFinite(first) ? new Date(first).toISOString() : 'never'}`,
        );
    }
  }
}

export function grouped(list, keyOf) {
  const groups = new Map();
  for (const item of list) {
    const key = keyOf(item);
    if (groups.has(key)) groups.get(key).push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
