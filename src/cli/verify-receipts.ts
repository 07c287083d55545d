import { ProjectionVerifier } from '../incoming/projection-verifier.ts';
import { ChainVerifier } from '../receipts/chain-verifier.ts';
import { withRooms } from '../rooms.ts';
import { EXIT, type Command } from './command.ts';
import { onGround } from './database.ts';

export const VERIFY_RECEIPTS: Command = {
  summary: 'recompute every chain of receipts and the state of every delivery; exit code 1 on any fault',
  options: {},
  async run(world) {
    const { chains, states } = await onGround(world, (ground) =>
      withRooms(ground, async (rooms) => ({
        chains: await rooms.get(ChainVerifier, { strict: false }).verifyAll(),
        states: await rooms.get(ProjectionVerifier, { strict: false }).verifyAll(),
      })),
    );
    for (const { unitId, seq, fault } of chains.faults)
      world.terminal.complain(`chain of unit ${unitId}: ${fault} at receipt ${seq}`);
    for (const { deliveryId, stored, proven } of states.faults)
      world.terminal.complain(`delivery ${deliveryId}: stored as ${stored}, its receipts prove ${proven}`);
    const faults = chains.faults.length + states.faults.length;
    world.terminal.print(
      `${chains.receipts} receipts and ${states.deliveries} deliveries: ${faults === 0 ? 'no fault' : `${faults} faults`}.`,
    );
    return faults === 0 ? EXIT.done : EXIT.failed;
  },
};
