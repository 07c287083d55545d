import type { ScanWire } from '../../attachments/attachment.wire.ts';

/** What is worth saying of a file: nothing where there is no scanner, or somebody has answered for it. */
export const scanLook = (state: ScanWire['state']): 'clean' | 'pending' | 'infected' | 'unscannable' | null =>
  state === 'off' || state === 'released' ? null : state;
