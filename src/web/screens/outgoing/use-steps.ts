import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useAct, type Act } from '../../api/act.ts';
import { post, type Asked } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts, type vi } from '../../texts/outgoing.vi.ts';
import { announce } from '../../ui/announcer.tsx';

/** Each act is a thing that is created below the document. */
const NOUNS = {
  submit: 'submission',
  approve: 'approval',
  issue: 'issuance',
  sendBack: 'sending-back',
  abandon: 'abandonment',
  void: 'voiding',
  close: 'closure',
  revoke: 'revocation',
} as const;

export type Step = keyof typeof NOUNS;
type Body = Readonly<Record<string, unknown>>;

/** Takes a step; the answer is the document as it is now, shown at once. */
export function takeStep(id: string, step: Step, body: Body, call: Pick<Asked, 'key'>): Promise<OutgoingDocumentWire> {
  return post<OutgoingDocumentWire>(`/outgoing-documents/${id}/${NOUNS[step]}`, body, call).then((document) => {
    queries.setQueryData(['outgoing', id], document);
    return document;
  });
}

/** What shows something else after an act on this document. */
export const touchedBy = (id: string) => [
  ['outgoing', 'list'],
  ['outgoing', id],
  ['tracking'],
  ['registers'],
  ['home'],
];

/** A step with what the person fills in for it. */
export function useStep(id: string, step: Step, onDone: () => void): Act<Body, OutgoingDocumentWire> {
  const t = useTexts(outgoingTexts);
  return useAct({
    do: (body: Body, call) => takeStep(id, step, body, call),
    touches: touchedBy(id),
    errors: 'field',
    done: ({ symbol }) => {
      onDone();
      const text = t(`done_${step}`, { symbol: symbol ?? '' });
      if (step !== 'issue') return { text };
      announce(text);
    },
  });
}

/** The steps that need nothing but the press. */
export function useSteps({ id }: OutgoingDocumentWire): {
  readonly pending: boolean;
  run(step: 'submit' | 'approve'): void;
} {
  const t = useTexts(outgoingTexts);
  const act = useAct({
    do: (step: 'submit' | 'approve', call) => takeStep(id, step, {}, call),
    touches: touchedBy(id),
    // The state and the next button are before one's eyes; who does not see them is told.
    done: (_, step) => announce(t(`done_${step}` satisfies keyof typeof vi)),
  });
  return { pending: act.pending, run: (step) => void act.run(step) };
}
