import { fold } from '../platform/text/vietnamese.ts';
import { toUsername, USERNAME } from '../accounts/username.policy.ts';

/** How many numbers are tried behind a name that is taken. */
const TRIES = 9;

/** User names to suggest for a person, the plainest first: `annv.cq01` for Nguyễn Văn An at CQ-01. */
export function suggestedUsernames(displayName: string, unitCode: string): string[] {
  const words = fold(displayName)
    .replace(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter((word) => word !== '');
  const given = words.at(-1) ?? 'nguoidung';
  const initials = words
    .slice(0, -1)
    .map((word) => word[0])
    .join('');
  const unit = unitCode.toLowerCase().replace(/[^a-z0-9]/g, '');
  const base = toUsername(`${given}${initials}`.slice(0, 30) + (unit === '' ? '' : `.${unit.slice(0, 30)}`));
  const names = [base, ...Array.from({ length: TRIES }, (_, i) => `${base}${i + 2}`)];
  return names.filter((name) => USERNAME.test(name));
}
