import { join } from 'node:path';
import { bigFile, inFolder, MB, say, timed } from '../service.mjs';
import { openOurs } from './ours.mjs';
import { missing } from './server.mjs';
import { openTheirs } from './theirs.mjs';

const UNITS = 100;
/** Programs that work at the same time, on either side. */
const PARALLEL = 16;
const SIZE = 10 * MB;
const OLD_RECEIPTS = 10_000;
const UNREAD = 10;
const ASKED = 5;
/**
 * Neither side runs for the first time in an office: the mail servers are compiled, our service is after it has done a thing some times.
 * So both do the same work before, at its full size, and none of that is measured.
 */
const WARM_UP = { sends: 20, questions: 400 };

let measured = null;
/** All rows come out of the same pairs. The first pair is for warming up too. */
const pairs = ({ quick }) =>
  (measured ??= inFolder((folder) => inFolder((mailFolder) => measurePairs(folder, mailFolder, quick))));

async function measurePairs(folder, mailFolder, quick) {
  const ours = await openOurs(UNITS, PARALLEL);
  const theirs = await openTheirs(mailFolder, UNITS, OLD_RECEIPTS);
  const found = [];
  try {
    await warmUp(folder, ours, theirs);
    for (let i = 0; i <= (quick ? 5 : 7); i++) {
      const pair = await onePair(folder, ours, theirs, i);
      if (i > 0) found.push(pair);
    }
  } finally {
    ours.close();
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
  const [of, id] = [await theirs.readByMost(UNREAD), await ours.readByMost(UNREAD)];
  await ours.askUnread(id, WARM_UP.questions);
  await wanted(ours.unread(id));
  await repeatedly(() => theirs.unread(of, false));
}

async function onePair(folder, ours, theirs, i) {
  const path = join(folder, 'van-ban.pdf');
  const subject = `Văn bản lần ${i}`;
  await bigFile(path, SIZE);
  let [mail, document] = [null, null];
  const sent = await inTurn(
    i,
    () => timed(async () => (mail = await theirs.send(path, subject))),
    () => timed(async () => (document = await ours.send(path, subject))),
  );
  const copies = await theirs.copies();
  if (copies.some((count) => count !== 1)) throw new Error(`copies in mailboxes: ${copies.join(' ')}`);
  const received = await inTurn(
    i,
    () => timed(() => theirs.receiveAll(mail, () => atOnce((place) => theirs.receive(place, mail)))),
    () =>
      timed(async () => {
        await atOnce((place) => ours.receive(place, document));
        if ((await ours.unread(document.id)) !== 0) throw new Error('receipts are missing');
      }),
  );
  await theirs.empty();
  const [of, id] = [await theirs.readByMost(UNREAD), await ours.readByMost(UNREAD)];
  const asked = await inTurn(
    i,
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
async function inTurn(i, byMail, byUs) {
  const first = i % 2 === 0 ? await byMail() : null;
  const ours = await byUs();
  return { mail: first ?? (await byMail()), ours };
}

const told = ({ mail, ours }) => `${mail.toFixed(0)} ms by mail, ${ours.toFixed(1)} ms by us`;

/** Every unit once, PARALLEL at a time. */
async function atOnce(work) {
  let next = 1;
  const worker = async () => {
    for (let place = next++; place <= UNITS; place = next++) await work(place);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

const row = (id, name, first, aim, what) => ({
  id,
  name,
  first,
  aim,
  atLeast: true,
  quick: '5 pairs instead of 7',
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
