import { inItems, type Cases } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { anAccount } from '../subjects.ts';
import { unique } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators manage the people of every unit below'];
const BEYOND = { status: 403, code: 'accounts.beyond-reach' } as const;
const NO_UNIT = { status: 404, code: 'accounts.no-such-unit' } as const;
const DERIVED = 'back to what is derived';

export const ACCOUNTS: Cases = {
  'AccountsController.list': {
    subject: anAccount,
    query: (_, { units }) => `limit=200&unitId=${units.own.id}`,
    shows: inItems,
    except: [FROM_ABOVE],
  },
  'AccountsController.one': { subject: anAccount, except: [FROM_ABOVE] },
  'AccountsController.create': {
    subject: anAccount,
    body: (_, { units }) => ({
      username: `nguoi.${unique()}`,
      displayName: 'Trần Văn Mới',
      posts: [{ unitId: units.own.id, role: 'member', title: 'Ủy viên' }],
    }),
    except: [
      ['*.admin', NO_UNIT, 'the unit is named in the body'],
      ['own.admin', 'allowed', DERIVED],
      ['admin-and.admin', 'allowed', DERIVED],
      FROM_ABOVE,
    ],
  },
  'AccountsController.edit': {
    subject: anAccount,
    body: () => ({ displayName: `Lê Thị ${unique()}` }),
    except: [FROM_ABOVE, ['member-and.admin', BEYOND, 'sees the colleague, administers another unit']],
  },
  'AccountsController.setPassword': {
    subject: anAccount,
    body: () => ({ password: `Cánh đồng lúa chín ${unique()}` }),
    success: 204,
    except: [
      ['own.*', BEYOND, 'everybody may call it for themselves; colleagues are seen but not managed'],
      ['own.admin', 'allowed', DERIVED],
      ['member-and.*', BEYOND, 'sees the colleague only'],
      FROM_ABOVE,
    ],
  },
  'AccountsController.givePost': {
    subject: anAccount,
    body: (_, { units }) => ({ unitId: units.own.id, role: 'clerk', title: 'Văn thư' }),
    except: [FROM_ABOVE, ['member-and.admin', NO_UNIT, 'sees the person; the unit in the body is out of reach']],
  },
  'AuditController.list': {
    subject: anAccount,
    query: ({ ids }) => `limit=200&subjectId=${ids['id']}`,
    shows: (body: { items: { subjectId: string }[] }, { ids }) =>
      body.items.some((item) => item.subjectId === ids['id']),
    except: [['superior.admin', 'allowed', 'administrators read the log of every unit below']],
  },
  'AccountsController.endPost': { subject: anAccount, body: () => ({}), except: [FROM_ABOVE] },
};
