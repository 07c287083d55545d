import { STEPS_TO_DO, type Circumstances, type Facts } from '../onboarding/road.policy.ts';
import { roads as onboardingRoads } from '../onboarding/road.sql.ts';
import { RECEIVERS } from '../onboarding/roads.reader.ts';
import { STAFF } from '../platform/access/role.ts';

/** What the roads are asked with, $1 to $4. They stand in a query that begins `with recursive ${WITH}`. */
export const roadValues = (unitIds: readonly string[] | null, now: Date): unknown[] => [unitIds, now, STAFF, RECEIVERS];

/** What is known of a unit, as the database answers. */
export type RoadFacts = Facts & Circumstances;

/** The road of onboarding, from the same facts, and its end: none of the unit's old inboxes is left. @param among narrows units `u` */
export const roads = (among: string): string =>
  `(select f.id, f.code, f.phone, f.people, f.unapproved, f."wasAbsent", ${STEPS_TO_DO.map((step) => `f.${step}`).join(', ')},
      case when f.step = 'ready' and not exists (select from legacy_inbox i where i.unit_id = f.id and i.state <> 'retired') then 'cut_over' else f.step end as step
    from ${onboardingRoads(among)} f)`;

/** Who answers the telephone at unit `r`: clerk before leader before member before administrator. */
export const CONTACT = `select a.display_name as name, p.title, a.email from post p join account a on a.id = p.account_id
  where p.unit_id = r.id and p.starts_at <= $2 and (p.ends_at is null or p.ends_at > $2) and a.status = 'active' and a.kind = 'person'
  order by array_position(array['clerk', 'leader', 'member', 'admin'], p.role), p.starts_at, a.id limit 1`;
