import { randomUUID } from 'node:crypto';
import { inItems, type AccessCase, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aSecret, unitX } from '../subjects.ts';
import { unique, type World } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators see to the units below'];
const OVERRIDE = { reason: 'Nhà cung cấp đã xóa hộp thư này', override: true };

/** An old inbox of own, as far on its road as that. */
const anInbox =
  (state: string) =>
  async ({ app, units }: World): Promise<Subject> => {
    const [id, secret] = [randomUUID(), aSecret()];
    await app.db.query(
      `insert into legacy_inbox (id, unit_id, address, owner, imap_host, imap_port, imap_security, state, state_since, created_at)
       values ($1, $2, $3, $4, 'imap.vi-du.vn', 993, 'tls', $5, now(), now())`,
      [id, units.own.id, `${unique()}@cu.vi-du.vn`, secret, state],
    );
    return about({ id }, secret);
  };

const act = (from: string): AccessCase => ({
  subject: anInbox(from),
  body: () => OVERRIDE,
  except: [FROM_ABOVE],
});

/** The one row that everybody shares. */
async function shownToAll({ app }: World): Promise<Subject> {
  await app.db.query(`update cutover_scoreboard set shown = true`);
  return about({});
}

export const CUTOVER: Cases = {
  'LegacyInboxesController.list': {
    subject: anInbox('active'),
    query: () => 'limit=200',
    shows: inItems,
    except: [FROM_ABOVE],
  },
  'LegacyInboxesController.create': {
    subject: unitX,
    namesUnit: true,
    body: ({ ids }) => ({ unitId: ids['id'], address: `${unique()}@cu.vi-du.vn` }),
    except: [FROM_ABOVE],
  },
  'LegacyInboxesController.one': { subject: anInbox('active'), except: [FROM_ABOVE] },
  'LegacyInboxesController.change': {
    subject: anInbox('active'),
    body: () => ({ note: unique() }),
    except: [FROM_ABOVE],
  },
  'LegacyInboxesController.setSecret': {
    subject: anInbox('active'),
    body: () => ({ password: 'mật khẩu của hộp thư' }),
    success: 204,
    except: [FROM_ABOVE],
  },
  'LegacyInboxesController.events': { subject: anInbox('active'), except: [FROM_ABOVE] },
  'InboxActsController.dualRun': act('active'),
  'InboxActsController.freeze': act('active'),
  'InboxActsController.completeImport': act('frozen'),
  'InboxActsController.retire': act('imported'),
  'InboxActsController.reopen': act('imported'),
  'InboxActsController.close': act('retired'),
  'CutoverController.overview': { subject: async () => about({}), scope: 'everybody' },
  'CutoverController.units': {
    subject: unitX,
    query: () => 'limit=200',
    shows: (body: { items: { unitId: string }[] }, { ids }) => body.items.some(({ unitId }) => unitId === ids['id']),
    except: [FROM_ABOVE],
  },
  'CutoverController.remind': {
    subject: unitX,
    body: ({ ids }) => ({ unitIds: [ids['id']] }),
    except: [FROM_ABOVE],
  },
  'CutoverController.shown': { subject: async () => about({}), scope: 'everybody' },
  'CutoverController.show': {
    subject: async () => about({}),
    scope: 'everybody',
    body: () => ({ shown: true, names: false }),
    except: [
      ['*.admin', 'forbidden', 'the board shows every unit there is'],
      ['admin-and.*', 'forbidden', 'the board shows every unit there is'],
      ['superior.admin', 'allowed', 'an administrator at the top of the tree'],
    ],
  },
  'PublicScoreboardController.board': { subject: shownToAll },
};
