import type { ReactNode } from 'react';
import { Clock, Flame } from 'lucide-react';
import { useLanguage } from '../texts/language.ts';
import { dayInWords, deadlineInWords, whenExactly, whenInWords, whenShort } from '../words/when.ts';
import { useNow } from './clock.ts';
import { STATES, URGENCIES, type StateLook, type Tone } from './states.ts';

/** Word, icon and colour of a state; `children` adds to the word ("đã nhận · văn thư"). */
export function StateMark({ state, children }: { readonly state: string; readonly children?: ReactNode }) {
  const language = useLanguage();
  const look = (STATES as Readonly<Record<string, StateLook>>)[state];
  if (!look) return <Mark tone="grey">{state}</Mark>;
  const Icon = look.icon;
  return (
    <Mark tone={look.tone} icon={<Icon size={16} aria-hidden />} {...(look.bold && { bold: true })}>
      {look[language]}
      {children}
    </Mark>
  );
}

interface MarkProps {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly bold?: boolean;
  readonly children: ReactNode;
}

/** For states that are not of a delivery, in the same form. */
export function Mark({ tone, icon, bold, children }: MarkProps) {
  return (
    <span className={`mark mark-${tone}${bold ? ' mark-bold' : ''}`}>
      {icon}
      <span>{children}</span>
    </span>
  );
}

/** Khẩn, Thượng khẩn, Hỏa tốc; nothing for an ordinary document. */
export function Urgency({ urgency }: { readonly urgency: string }) {
  const language = useLanguage();
  const words = URGENCIES[urgency];
  if (!words) return null;
  return (
    <Mark tone="red" bold icon={<Flame size={16} aria-hidden />}>
      {words[language]}
    </Mark>
  );
}

/** An instant in words; exact on hover and in print. `short`: for a tight column. */
export function When({ at, short }: { readonly at: string; readonly short?: boolean }) {
  const language = useLanguage();
  const now = useNow();
  const exact = whenExactly(at);
  return (
    <time dateTime={at} title={exact} className="when">
      <span className="when-words">{short ? whenShort(at, now) : whenInWords(at, now, language)}</span>
      <span className="when-exact">{exact}</span>
    </time>
  );
}

/** A calendar day, as on paper. */
export function Day({ on }: { readonly on: string }) {
  return (
    <time dateTime={on} className="when">
      {dayInWords(on)}
    </time>
  );
}

/** còn 2 giờ · quá hạn 1 ngày. `kept`: the act was done, so only the date matters. */
export function Deadline({ at, kept }: { readonly at: string; readonly kept?: boolean }) {
  const language = useLanguage();
  const { words, tone } = deadlineInWords(at, useNow(), language);
  const exact = whenExactly(at);
  const looks = { late: 'red', soon: 'orange', calm: 'grey' } as const;
  return (
    <time dateTime={at} title={exact} className="when">
      <Mark tone={kept ? 'grey' : looks[tone]} icon={<Clock size={16} aria-hidden />} bold={!kept && tone === 'late'}>
        <span className="when-words">{kept ? exact : words}</span>
        <span className="when-exact">{exact}</span>
      </Mark>
    </time>
  );
}
