// What a bench has started must end with it, however it ends: by itself, by an error, or because somebody stops it.
const open = new Set();
let ending = null;

/** Has this ended as well, the last first and each once. @returns ends nothing and forgets it: it has ended by itself. @throws when all ends already */
export function atEnd(end) {
  if (ending) throw new Error('the bench is being stopped');
  open.add(end);
  return () => void open.delete(end);
}

/** Ends everything: somebody may stop a bench that ends already. */
export const endAll = () => (ending ??= endOpen());

async function endOpen() {
  for (const end of [...open].toReversed())
    await end().catch((error) => process.stderr.write(`not ended: ${error.message}\n`));
}

/** From here on SIGINT and SIGTERM end everything first. */
export function endOnSignal() {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void endAll().finally(() => process.exit(1)));
}
