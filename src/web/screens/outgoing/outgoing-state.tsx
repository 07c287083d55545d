import { BookMarked, Check, CircleCheckBig, FilePen, FileX, Hourglass, Send, type LucideIcon } from 'lucide-react';
import type { OutgoingLineWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Mark } from '../../ui/marks.tsx';
import type { Tone } from '../../ui/states.ts';

type State = OutgoingLineWire['state'];

const LOOKS: Readonly<Record<State, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  draft: { icon: FilePen, tone: 'grey' },
  submitted: { icon: Hourglass, tone: 'orange' },
  approved: { icon: Check, tone: 'teal' },
  issued: { icon: BookMarked, tone: 'violet' },
  dispatched: { icon: Send, tone: 'blue' },
  closed: { icon: CircleCheckBig, tone: 'green' },
  abandoned: { icon: FileX, tone: 'grey' },
  void: { icon: FileX, tone: 'grey' },
  superseded: { icon: FileX, tone: 'grey' },
  revoked: { icon: FileX, tone: 'red' },
};

/** State of a document on its road, as word, icon and colour. */
export function OutgoingState({ state }: { readonly state: State }) {
  const t = useTexts(outgoingTexts);
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(`state_${state}`)}
    </Mark>
  );
}
