// Cuts the line between service and database after every so many bytes of one act, then lets the client repeat it.
const ACTS = ['issue', 'dispatch', 'acknowledge'];
const MARGIN = 1.05;
/** Instead of a number of points. */
export const EVERY_BYTE = 'every byte';
/** From the end of the dialogue, where the answer to COMMIT is. */
const LAST = 60;

/**
 * @param tools line, workload, service
 * @param count how many points, or EVERY_BYTE of a dispatch and an acknowledgement
 * @returns how often it was cut, by act, direction and manner, and how long each act took to be answered
 */
export async function cutAll({ line, workload, random, say }, count) {
  const lengths = await measure(line, workload);
  say(
    `dialogue with the database, bytes up/down: ${ACTS.map((act) => `${act} ${lengths[act].up}/${lengths[act].down}`).join(', ')}`,
  );
  const points = count === EVERY_BYTE ? everyByte(lengths, random) : pointsOf(lengths, count, random);
  const began = performance.now();
  let told = 0;
  const result = { cut: 0, missed: 0, byKind: {}, slowest: 0 };
  const queues = Object.fromEntries(ACTS.map((act) => [act, points.filter((point) => point.act === act)]));
  while (ACTS.some((act) => queues[act].length > 0)) {
    const documents = await Promise.all(Array.from({ length: 6 }, () => workload.approved(2)));
    for (const document of documents) {
      await one('issue', () => workload.issue(document));
      await one('dispatch', () => workload.dispatch(document));
      if (queues.acknowledge.length === 0) continue;
      for (const delivery of await workload.deliveries(document))
        await one('acknowledge', () => workload.receive('acknowledge', delivery, 'acknowledgement'));
      if (random.chance(0.2)) await workload.look(document);
    }
  }
  return result;

  function progress() {
    const [done, all] = [result.cut, points.length];
    if (done === told || done % 250 !== 0) return;
    told = done;
    const spent = (performance.now() - began) / 60_000;
    say(`cuts: ${done} of ${all} points, ${spent.toFixed(1)} min, ${((spent / done) * (all - done)).toFixed(1)} to go`);
  }

  async function one(act, work) {
    const point = queues[act].shift();
    if (!point) return work();
    line.arm(point);
    const from = performance.now();
    try {
      await work();
    } finally {
      const reached = line.disarm();
      result[reached ? 'cut' : 'missed']++;
      // Its dialogue was shorter this time: once more, earlier.
      if (!reached) queues[act].push({ ...point, at: Math.max(1, Math.floor(point.at * 0.9)) });
      if (reached)
        result.byKind[`${point.how} ${point.direction} in ${act}`] =
          (result.byKind[`${point.how} ${point.direction} in ${act}`] ?? 0) + 1;
      result.slowest = Math.max(result.slowest, performance.now() - from);
      progress();
    }
  }
}

async function measure(line, workload) {
  const lengths = {};
  const counted = async (act, work) => {
    line.count();
    const answer = await work();
    const { up = 0, down = 0 } = lengths[act] ?? {};
    lengths[act] = { up: Math.max(up, line.passed.up), down: Math.max(down, line.passed.down) };
    return answer;
  };
  for (let i = 0; i < 4; i++) {
    const document = await workload.approved(2);
    await counted('issue', () => workload.issue(document));
    await counted('dispatch', () => workload.dispatch(document));
    for (const delivery of await workload.deliveries(document))
      await counted('acknowledge', () => workload.receive('acknowledge', delivery, 'acknowledgement'));
  }
  return lengths;
}

/** Each byte of one dispatch and one acknowledgement, in both directions. */
function everyByte(lengths, random) {
  const points = ['dispatch', 'acknowledge'].flatMap((act) =>
    ['up', 'down'].flatMap((direction) =>
      Array.from({ length: lengths[act][direction] }, (_, i) => ({ act, direction, at: i + 1, how: 'cut' })),
    ),
  );
  return inOrder(points.map((point) => ({ ...point, order: random.next() })));
}

const inOrder = (points) => points.toSorted((a, b) => a.order - b.order);

/** Spread evenly over the whole dialogue, each at a random byte of its part; a tenth at its very end. */
function pointsOf(lengths, count, random) {
  const kinds = ACTS.flatMap((act) => ['up', 'down'].map((direction) => ({ act, direction })));
  const points = [];
  for (const [k, { act, direction }] of kinds.entries()) {
    const length = lengths[act][direction];
    const mine = Math.floor(count / kinds.length) + (k < count % kinds.length ? 1 : 0);
    for (let i = 0; i < mine; i++) {
      const atEnd = i % 10 === 9;
      const at = atEnd ? length - random.below(LAST) : Math.ceil(((i + random.next()) * length * MARGIN) / mine);
      // Silence costs the service's time-out each, so there is one for each kind.
      const how = i === Math.floor(mine / 2) ? 'silence' : random.chance(0.3) ? 'all' : 'cut';
      points.push({ act, direction, at: Math.max(1, at), how, order: random.next() });
    }
  }
  return inOrder(points);
}
