import type { Case } from './case.ts';
import { fresh, none } from './cases-of-admins.ts';
import type { World } from './world.ts';

const NO_CODE = 'AAAA-BBBB-CCCC';

/** Valid, and refused all the same: right ones cost a hash each. */
export const REFUSED_CREDENTIALS = [
  'activations.activate',
  'passwordResets.redeem',
  'secondFactor.enrol',
  'secondFactor.confirm',
  'secondFactor.renewCodes',
  'secondFactor.turnOff',
] as const;

/** Calls about codes, links and second factors. */
export function credentialCases({ app, boss: who, schoolId }: World): Record<string, Case> {
  const nobody = null as never;
  const proof = () => ({ password: 'không đúng', code: '123456' });
  return {
    'activationCodes.issue': {
      who,
      ids: none,
      body: () => ({ unitId: schoolId, again: true }),
    },
    'activations.activate': {
      who: nobody,
      ids: none,
      body: () => ({ username: `khong.co.${fresh()}`, code: NO_CODE, password: 'ngan', secondFactorCode: '123456' }),
    },
    'passwordResets.request': { who: nobody, ids: none, body: () => ({ login: `khong.co.${fresh()}` }) },
    'passwordResets.redeem': { who: nobody, ids: none, body: () => ({ token: fresh(), password: 'ngan' }) },
    'secondFactor.enrol': { who, ids: none, body: () => ({ password: `không đúng ${app.url}` }) },
    'secondFactor.confirm': { who, ids: none, body: () => ({ code: '123456' }) },
    'secondFactor.renewCodes': { who, ids: none, body: proof },
    'secondFactor.turnOff': { who, ids: none, body: proof },
  };
}
