import { ProjectionVerifier } from '../incoming/projection-verifier.ts';
import { TrackingCounts } from '../outgoing/tracking-counts.ts';
import { ChainVerifier } from '../receipts/chain-verifier.ts';
import { SealVerifier, type NotedSeal } from '../receipts/seal-verifier.ts';
import { withRooms } from '../rooms.ts';
import { EXIT, UsageError, type Command, type World } from './command.ts';
import { onGround } from './database.ts';

export const VERIFY_RECEIPTS: Command = {
  summary:
    'recompute every chain of receipts, every seal, the state of every delivery and the counts of every board; exit code 1 on any fault',
  options: { seal: { value: '<number:hash>', optional: true } },
  async run(world, { seal }) {
    const noted = seal === undefined ? null : notedSeal(seal);
    const found = await verify(world, noted);
    const faults = sayFaults(world, found);
    const { chains, seals, states } = found;
    world.terminal.print(
      `${chains.receipts} receipts, ${seals.seals} seals and ${states.deliveries} deliveries: ${faults === 0 ? 'no fault' : `${faults} faults`}.`,
    );
    return faults === 0 ? EXIT.done : EXIT.failed;
  },
};

type Found = Awaited<ReturnType<typeof verify>>;

const verify = (world: World, noted: NotedSeal | null) =>
  onGround(world, (ground) =>
    withRooms(ground, async (rooms) => ({
      // The seals first: what is stated after them is covered by later ones.
      seals: await rooms.get(SealVerifier, { strict: false }).verifyAll(noted),
      chains: await rooms.get(ChainVerifier, { strict: false }).verifyAll(),
      states: await rooms.get(ProjectionVerifier, { strict: false }).verifyAll(),
      counts: await rooms.get(TrackingCounts, { strict: false }).verifyAll(),
    })),
  );

/** @returns how many there are */
function sayFaults({ terminal }: World, { chains, seals, states, counts }: Found): number {
  for (const { unitId, seq, fault } of chains.faults)
    terminal.complain(`chain of unit ${unitId}: ${fault} at receipt ${seq}`);
  for (const { number, unitId, fault } of seals.faults)
    terminal.complain(`seal ${number}: ${fault}${unitId ? `, in the chain of unit ${unitId}` : ''}`);
  for (const { deliveryId, stored, proven } of states.faults)
    terminal.complain(`delivery ${deliveryId}: stored as ${stored}, its receipts prove ${proven}`);
  for (const { documentId, counted, found } of counts.faults)
    terminal.complain(`board of document ${documentId}: ${counted} counted where there are ${found}`);
  return chains.faults.length + seals.faults.length + states.faults.length + counts.faults.length;
}

/** @throws UsageError */
function notedSeal(text: string): NotedSeal {
  const [, number, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (!number || !hash) throw new UsageError('--seal takes a number, a colon and 64 hexadecimal digits');
  return { number: Number(number), hash: Buffer.from(hash, 'hex') };
}
