import {
  Check,
  CheckCheck,
  CircleDashed,
  CopyCheck,
  GraduationCap,
  KeyRound,
  LogIn,
  Mail,
  MailX,
  Mails,
  Snowflake,
  type LucideIcon,
} from 'lucide-react';
import type { Tone } from '../../ui/states.ts';
import type { RoadInbox, Step } from './roads.ts';

interface Look {
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

/** How the steps of a unit's road look. */
export const STEP_LOOKS: Readonly<Record<Step, Look>> = {
  listed: { icon: CircleDashed, tone: 'red' },
  account_issued: { icon: KeyRound, tone: 'orange' },
  booked: { icon: GraduationCap, tone: 'orange' },
  trained: { icon: GraduationCap, tone: 'blue' },
  first_login: { icon: LogIn, tone: 'blue' },
  first_acknowledgement: { icon: CopyCheck, tone: 'blue' },
  ready: { icon: Check, tone: 'teal' },
  cut_over: { icon: CheckCheck, tone: 'green' },
};

/** How the states of an old inbox look. */
export const INBOX_LOOKS: Readonly<Record<RoadInbox['state'], Look>> = {
  active: { icon: Mail, tone: 'orange' },
  dual_run: { icon: Mails, tone: 'blue' },
  frozen: { icon: Snowflake, tone: 'violet' },
  imported: { icon: CopyCheck, tone: 'teal' },
  retired: { icon: MailX, tone: 'green' },
};
