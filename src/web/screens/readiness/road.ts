/** What the board says and does about a unit's road. Pure; the road itself is the service's (road.policy.ts). */
import type { FunnelWire, OnboardingUnitWire } from '../../../onboarding/onboarding.wire.ts';

type Step = OnboardingUnitWire['step'];
type StepToDo = OnboardingUnitWire['missing'][number];
type Reason = NonNullable<OnboardingUnitWire['reason']>;

const FILTERED_BY = ['step', 'missing', 'sector', 'q'] as const;
export type Filter = Partial<Readonly<Record<(typeof FILTERED_BY)[number], string>>>;

/** From behind the `?` of the address; what is empty is left out. */
export const filterOf = (search: URLSearchParams): Filter =>
  Object.fromEntries(
    FILTERED_BY.flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  );

/** `tel:` of a number as people write it: 0294 385 1234 → tel:02943851234. Null: nothing one can dial. */
export function telOf(phone: string | null | undefined): string | null {
  const digits = (phone ?? '').replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '');
  return digits.replace('+', '').length >= 3 ? `tel:${digits}` : null;
}

export interface Callee {
  /** Null: whoever answers at the unit. */
  readonly name: string | null;
  readonly phone: string;
  readonly tel: string;
}

/** Whom to phone, the person who goes to the training before the unit's own number; each number once. */
export function calleesOf({
  phone,
  contact,
  trainee,
}: Pick<OnboardingUnitWire, 'phone' | 'contact' | 'trainee'>): Callee[] {
  const asked = [
    { name: trainee?.name || null, phone: trainee?.phone ?? '' },
    { name: contact ? contact.name : null, phone: phone ?? '' },
  ];
  const seen = new Set<string>();
  return asked.flatMap((one) => {
    const tel = telOf(one.phone);
    if (!tel || seen.has(tel)) return [];
    seen.add(tel);
    return [{ ...one, tel }];
  });
}

export type Way = 'people' | 'lists' | 'slips' | 'training';

/** Where an administrator helps a unit on; null: only the unit itself can. */
export function wayFor({ missing, reason }: { readonly missing: readonly StepToDo[]; readonly reason: Reason | null }) {
  const byReason: Partial<Record<Reason, Way>> = {
    nobody: 'people',
    'awaiting-approval': 'lists',
    'no-code': 'slips',
    'code-unused': 'slips',
    'no-receiver': 'people',
  };
  if (reason && byReason[reason]) return byReason[reason];
  return missing[0] === 'booked' || reason === 'absent' ? 'training' : null;
}

export type Why = 'already' | 'without-address' | 'ready';

/** Who would get a reminder and who would not, and why; as the service will decide it. @param today local, YYYY-MM-DD */
export function remindable<R extends Pick<OnboardingUnitWire, 'step' | 'email' | 'remindedOn'>>(
  rows: readonly R[],
  today: string,
): { readonly get: readonly R[]; readonly skip: readonly (readonly [R, Why])[] } {
  const get: R[] = [];
  const skip: (readonly [R, Why])[] = [];
  for (const row of rows) {
    if (row.step === 'ready') skip.push([row, 'ready']);
    else if (!row.email) skip.push([row, 'without-address']);
    else if (row.remindedOn === today) skip.push([row, 'already']);
    else get.push(row);
  }
  return { get, skip };
}

export interface Bar {
  readonly step: Step;
  readonly reached: number;
  readonly here: number;
  /** Of its full width, 0 to 1. */
  readonly width: number;
  /** Of the bar: those who stand here. */
  readonly standing: number;
}

/** The funnel as bars, widest first. */
export const barsOf = ({ total, steps }: Pick<FunnelWire, 'total' | 'steps'>): Bar[] =>
  steps.map(({ step, reached, here }) => ({
    step,
    reached,
    here,
    width: total === 0 ? 0 : reached / total,
    standing: reached === 0 ? 0 : here / reached,
  }));
