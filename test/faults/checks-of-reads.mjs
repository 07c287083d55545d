// Nobody may be shown less than what somebody was told before the question was asked.
const DOCUMENT_STEPS = ['draft', 'submitted', 'approved', 'issued', 'dispatched', 'closed'];
const AFTER = { submit: 'submitted', approve: 'approved', issue: 'issued', dispatch: 'dispatched' };
const FIELDS = { open: 'openedAt', acknowledge: 'acknowledgedAt', register: 'registeredAt' };

/**
 * @param calls acts and their answers
 * @param looks what was shown when: `{ about, sent, ended, shown }`; `shown` has the state of a document, how many copies its
 *   board has, or times of deliveries
 */
export function checkReads(calls, looks, report) {
  const known = new Map();
  for (const call of calls) {
    const good = call.attempts.find(({ status = 0 }) => status >= 200 && status < 300);
    if (good) tell(known, good.ended, claimsOf(call, good));
  }
  // What one look has shown, a later one must show too.
  for (const { about, ended, shown } of looks) tell(known, ended, shownClaims(about, shown));
  for (const look of looks) {
    const seen = new Map(shownClaims(look.about, look.shown));
    for (const [subject] of shownClaims(look.about, look.shown, true)) {
      for (const { at, value } of known.get(subject) ?? [])
        if (at < look.sent && !covers(seen.get(subject), value))
          report('stale-read', `${subject}: shown as ${seen.get(subject) ?? 'nothing'}, told before as ${value}`);
    }
  }
}

function tell(known, at, claims) {
  for (const [subject, value] of claims) {
    if (!known.has(subject)) known.set(subject, []);
    known.get(subject).push({ at, value });
  }
}

function claimsOf({ act, about }, { text }) {
  const copies = act === 'dispatch' ? [[`copies of ${about.documentId}`, JSON.parse(text).recipientCount]] : [];
  if (AFTER[act]) return [[`document ${about.documentId}`, AFTER[act]], ...copies];
  const field = FIELDS[act];
  const time = field && JSON.parse(text)[field];
  return time ? [[`${field} of ${about.deliveryId}`, time]] : [];
}

/** @param all also what is not there (yet) */
function shownClaims({ documentId }, { state, copies, deliveries = [] }, all = false) {
  const claims = state ? [[`document ${documentId}`, state]] : [];
  if (copies !== undefined) claims.push([`copies of ${documentId}`, copies]);
  for (const delivery of deliveries)
    for (const field of Object.values(FIELDS))
      if (all || delivery[field]) claims.push([`${field} of ${delivery.id}`, delivery[field]]);
  return claims;
}

/** Later steps cover earlier ones; times are the same or wrong. */
function covers(seen, told) {
  if (seen === undefined || seen === null) return false;
  if (typeof told === 'number') return seen >= told;
  const [shown, wanted] = [DOCUMENT_STEPS.indexOf(seen), DOCUMENT_STEPS.indexOf(told)];
  return wanted < 0 ? seen === told : shown >= wanted;
}
