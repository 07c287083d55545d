import type { Cases } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about } from '../subjects.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators see what is practised below their unit'];

const anybody = async () => about({});

export const PRACTICE: Cases = {
  'PracticeController.enter': { subject: anybody, scope: 'everybody', body: () => ({ role: 'clerk' }) },
  'PracticeController.reset': { subject: anybody, scope: 'everybody', body: () => ({ scope: 'own' }), success: 200 },
  'PracticeController.own': { subject: anybody, scope: 'everybody' },
  'PracticeController.units': {
    subject: async ({ units }) => about({ id: units.own.id }),
    query: () => 'limit=200',
    shows: (body: { items: { unitId: string }[] }, { ids }) => body.items.some(({ unitId }) => unitId === ids['id']),
    except: [FROM_ABOVE],
  },
};
