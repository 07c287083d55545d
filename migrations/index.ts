import { Platform1590969600001 } from './0001-platform.ts';
import { Units1590969600002 } from './0002-units.ts';
import { Accounts1590969600003 } from './0003-accounts.ts';
import { Documents1590969600004 } from './0004-documents.ts';
import { Deliveries1590969600005 } from './0005-deliveries.ts';
import { Credentials1590969600006 } from './0006-credentials.ts';
import { Delegations1590969600007 } from './0007-delegations.ts';
import { Webhooks1590969600008 } from './0008-webhooks.ts';
import { Imports1590969600009 } from './0009-imports.ts';
import { Groups1590969600010 } from './0010-groups.ts';
import { FileStore1590969600011 } from './0011-file-store.ts';
import { Uploads1590969600012 } from './0012-uploads.ts';
import { ScansAndPreviews1590969600013 } from './0013-scans-and-previews.ts';
import { Notifications1590969600014 } from './0014-notifications.ts';
import { ActsTogether1590969600015 } from './0015-acts-together.ts';
import { Dispatching1590969600016 } from './0016-dispatching.ts';
import { Sealing1590969600017 } from './0017-sealing.ts';
import { Notices1590969600018 } from './0018-notices.ts';
import { CatchingUp1590969600019 } from './0019-catching-up.ts';
import { LegacyInboxes1590969600020 } from './0020-legacy-inboxes.ts';
import { MailArchive1590969600021 } from './0021-mail-archive.ts';
import { MailGateway1590969600022 } from './0022-mail-gateway.ts';
import { Calendar1590969600023 } from './0023-calendar.ts';
import { Training1590969600024 } from './0024-training.ts';
import { Onboarding1590969600025 } from './0025-onboarding.ts';
import { Handovers1590969600026 } from './0026-handovers.ts';
import { Practice1590969600027 } from './0027-practice.ts';
import { UnitTree1590969600028 } from './0028-unit-tree.ts';

/** In the order they run. A migration is never edited after release; a change is a new one. */
export const migrations = [
  Platform1590969600001,
  Units1590969600002,
  Accounts1590969600003,
  Documents1590969600004,
  Deliveries1590969600005,
  Credentials1590969600006,
  Delegations1590969600007,
  Webhooks1590969600008,
  Imports1590969600009,
  Groups1590969600010,
  FileStore1590969600011,
  Uploads1590969600012,
  ScansAndPreviews1590969600013,
  Notifications1590969600014,
  ActsTogether1590969600015,
  Dispatching1590969600016,
  Sealing1590969600017,
  Notices1590969600018,
  CatchingUp1590969600019,
  LegacyInboxes1590969600020,
  MailArchive1590969600021,
  MailGateway1590969600022,
  Calendar1590969600023,
  Training1590969600024,
  Onboarding1590969600025,
  Handovers1590969600026,
  Practice1590969600027,
  UnitTree1590969600028,
];
