import { Platform1590969600001 } from './0001-platform.ts';
import { Units1590969600002 } from './0002-units.ts';
import { Accounts1590969600003 } from './0003-accounts.ts';
import { Documents1590969600004 } from './0004-documents.ts';
import { Deliveries1590969600005 } from './0005-deliveries.ts';

/** In the order they run. A migration is never edited after release; a change is a new one. */
export const migrations = [
  Platform1590969600001,
  Units1590969600002,
  Accounts1590969600003,
  Documents1590969600004,
  Deliveries1590969600005,
];
