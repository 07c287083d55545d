import { join } from 'node:path';
import { atOnce, bigFile, inFolder, MB, run, say, timed } from '../service.mjs';
import { oursApart } from './apart.mjs';
import { missing } from './server.mjs';
import { openTheirs } from './theirs.mjs';

const UNITS = 100;
/** Programs that work at the same time, on either side. */
const PARALLEL = 16;
const SIZE = 10 * MB;
const SMALL = 64 * 1024;
const OLD_RECEIPTS = 10_000;
const UNREAD = 10;
const ASKED = 5;
/**
 * Neither side runs for the first time in an office: the mail servers are compiled, our service is after it has done a thing some times,
 * and PostgreSQL plans a statement anew the first five times on each of our PARALLEL lines to it. So both do the same work before, at its
 * full size, ours small things on all lines too, and none of that is measured.
 */
const WARM_UP = { sends: 20, smallSends: 8 * PARALLEL, questions: 20 * PARALLEL };

let measured = null;
/** All rows come out of the same pairs. The first pair is for warming up too. */
const pairs = ({ quick }) =>
  (measured ??= inFolder((folder) => inFolder((mailFolder) => measurePairs(folder, mailFolder, quick))));

async function measurePairs(folder, mailFolder, quick) {
  const ours = await oursApart(UNITS, PARALLEL);
  const theirs = await openTheirs(mailFolder, UNITS, OLD_RECEIPTS);
  const found = [];
  try {
    await warmUp(folder, ours, theirs);
    const count = quick ? 6 : 10;
    // Beforehand: the disk shall not be busy with the making of a document while the first side sends it.
    const paths = Array.from({ length: count }, (_, i) => join(folder, `van-ban-${i}.pdf`));
    for (const path of paths) await bigFile(path, SIZE);
    for (const [i, path] of paths.entries()) {
      const pair = await onePair(path, ours, theirs, i);
      if (i > 0) found.push(pair);
    }
  } finally {
    await ours.close();
    await theirs.stop();
  }
  return found;
}

async function warmUp(folder, ours, theirs) {
  const path = join(folder, 'khoi-dong.pdf');
  for (let i = 0; i < WARM_UP.sends; i++) {
    await bigFile(path, SIZE);
    await theirs.send(path, `Khởi động lần ${i}`);
    await ours.send(path, `Khởi động lần ${i}`);
    if (i % 5 === 4) await theirs.empty();
  }
  await bigFile(path, SMALL);
  await ours.sendOften(path, WARM_UP.smallSends);
  const [of, id] = [await theirs.readByMost(UNREAD), await ours.readByMost(UNREAD)];
  await ours.askUnread(id, WARM_UP.questions, PARALLEL);
  await wanted(ours.unread(id));
  await repeatedly(() => theirs.unread(of, false));
}

async function onePair(path, ours, theirs, i) {
  const subject = `Văn bản lần ${i}`;
  const settled = () => ours.settled();
  let [mail, document] = [null, null];
  const sent = await inTurn(
    i,
    settled,
    async () => (mail = await theirs.send(path, subject)).ms,
    async () => (document = await ours.send(path, subject)).ms,
  );
  const copies = await theirs.copies();
  if (copies.some((count) => count !== 1)) throw new Error(`copies in mailboxes: ${copies.join(' ')}`);
  const received = await inTurn(
    i,
    settled,
    () => timed(() => theirs.receiveAll(mail, () => atOnce(UNITS, PARALLEL, (place) => theirs.receive(place, mail)))),
    () => ours.receiveAll(document),
  );
  await theirs.empty();
  const [of, id] = [await theirs.readByMost(UNREAD), await ours.readByMost(UNREAD)];
  const asked = await inTurn(
    i,
    settled,
    () => timed(() => repeatedly(() => theirs.unread(of, false))),
    () => ours.askUnread(id, ASKED),
  );
  await wanted(ours.unread(id));
  const header = await timed(() => wanted(theirs.unread(of, true)));
  const again = await timed(() => wanted(theirs.unread(of, true)));
  say(
    `    sent ${told(sent)} (upload, draft, submission, approval, number, dispatch: ${document.steps.join(' + ')}); receipts ${told(received)}; who has not read it, ${ASKED} times, ${told(asked)}; by a header alone ${header.toFixed(1)} ms, again ${again.toFixed(1)} ms`,
  );
  return { sent, received, asked };
}

/** An office asks again and again until nobody is missing: one question alone would time the first of its kind. */
async function repeatedly(question) {
  for (let i = 0; i < ASKED; i++) await wanted(question());
}

async function wanted(count) {
  if ((await count) !== UNREAD) throw new Error(`${await count} units have not read it, of ${UNREAD}`);
}

/** Both, one after the other, and the other way round next time. @returns what they say to have taken, in ms */
async function inTurn(i, settled, byMail, byUs) {
  // Whoever syncs writes down also what others have left in memory: that is done before, and neither pays for the other.
  const alone = async (work) => {
    await run('sync');
    return work();
  };
  const first = i % 2 === 0 ? await alone(byMail) : null;
  const ours = await alone(byUs);
  await settled();
  return { mail: first ?? (await alone(byMail)), ours };
}

const told = ({ mail, ours }) => `${mail.toFixed(0)} ms by mail, ${ours.toFixed(1)} ms by us`;

const row = (id, name, first, aim, what) => ({
  id,
  name,
  first,
  aim,
  atLeast: true,
  quick: '5 pairs instead of 9',
  run: async (options) => {
    const left = missing();
    return left ? { left } : { ratios: (await pairs(options)).map((pair) => pair[what].mail / pair[what].ours) };
  },
});

export const rows = [
  row('12', '10 MB to 100 units: time by e-mail / ours', 5, 10, 'sent'),
  row('12-receipts', 'all 100 fetch it and their receipts are back: by e-mail / ours', 1.5, 2.5, 'received'),
  row('12-unread', 'who has not read it, with 10,000 old receipts: by e-mail / ours', 50, 200, 'asked'),
];
