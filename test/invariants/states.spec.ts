import { describe, expect, it } from '@jest/globals';
import { EVENT_ACTS, REACHES, RIGHTS } from '../../src/groups/group.kinds.ts';
import { REQUEST_KINDS, REQUEST_STATES } from '../../src/groups/group-request.states.ts';
import { ACCOUNT_KINDS } from '../../src/accounts/account-kind.ts';
import { ACCOUNT_STATUSES } from '../../src/accounts/account-status.ts';
import { DELIVERY_STATES } from '../../src/incoming/delivery.states.ts';
import { ROLES } from '../../src/platform/access/role.ts';
import { FACTS } from '../../src/receipts/fact.ts';
import { CHANNELS, NUMBERINGS, SECTORS, SYMBOL_STYLES, UNIT_KINDS } from '../../src/units/unit-kinds.ts';
import { checkedValues } from '../support/sql-checks.ts';

/** What the code may write = what the table takes: one line for each list that both sides hold. */
const BOTH_SIDES: readonly (readonly [table: string, column: string, values: readonly string[]])[] = [
  ['post', 'role', ROLES],
  ['account', 'kind', ACCOUNT_KINDS],
  ['account', 'status', ACCOUNT_STATUSES],
  ['unit', 'kind', UNIT_KINDS],
  ['unit', 'sector', SECTORS],
  ['unit', 'channel', CHANNELS],
  ['unit', 'symbol_style', SYMBOL_STYLES],
  ['unit', 'numbering', NUMBERINGS],
  ['recipient_group_rule', 'reach', REACHES],
  ['recipient_group_request', 'kind', REQUEST_KINDS],
  ['recipient_group_request', 'state', REQUEST_STATES],
  ['recipient_group_event', 'act', EVENT_ACTS],
  ['recipient_group_event', 'by_right', RIGHTS],
  ['delivery', 'channel', CHANNELS],
  ['delivery', 'state', DELIVERY_STATES],
  ['receipt', 'fact', FACTS],
];

describe('the values a column takes', () => {
  it.each(BOTH_SIDES)('%s.%s: the same in SQL and in the code', (table, column, values) => {
    expect(checkedValues(table, column).toSorted()).toEqual(values.toSorted());
  });

  it('are read out of the migrations', () => {
    expect(checkedValues('delivery', 'purpose')).toEqual(['act', 'coordinate', 'report', 'inform', 'file']);
    expect(() => checkedValues('delivery', 'colour')).toThrow('delivery.colour');
  });
});
