/** Which act stands where on the document's screen. What may be done, and why not, is the answer's `can`; this only says where one would look for it. Pure. */
import type { DispatchWire, OutgoingCanWire, OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';

export type Act = keyof OutgoingCanWire;
/** `track` is a place to go to; `wait`: a dispatch goes out by itself. */
export type Primary = 'submit' | 'approve' | 'issue' | 'dispatch' | 'track' | 'wait';
export type Secondary =
  | 'edit'
  | 'sendBack'
  | 'abandon'
  | 'void'
  | 'close'
  | 'revoke'
  | 'further'
  | 'replace'
  | 'cancel';

type State = OutgoingDocumentWire['state'];

const PRIMARY: Readonly<Partial<Record<State, Primary>>> = {
  draft: 'submit',
  submitted: 'approve',
  approved: 'issue',
  issued: 'dispatch',
  dispatched: 'track',
  closed: 'track',
  superseded: 'track',
  revoked: 'track',
};

const SECONDARY: Readonly<Record<State, readonly Secondary[]>> = {
  draft: ['edit', 'abandon'],
  submitted: ['sendBack', 'abandon'],
  approved: ['abandon'],
  issued: ['void'],
  dispatched: ['further', 'close', 'replace', 'revoke'],
  closed: ['replace', 'revoke'],
  abandoned: [],
  void: [],
  superseded: [],
  revoked: [],
};

const RULED_BY: Readonly<Record<Secondary, Act | null>> = {
  edit: 'edit',
  sendBack: 'sendBack',
  abandon: 'abandon',
  void: 'void',
  close: 'close',
  revoke: 'revoke',
  further: 'dispatch',
  replace: null,
  cancel: null,
};

/** The dispatch that waits for its hour or for the scanner. */
export const waitingDispatch = ({ dispatches }: Pick<OutgoingDocumentWire, 'dispatches'>): DispatchWire | undefined =>
  dispatches.find(({ sentAt, cancelledAt }) => !sentAt && !cancelledAt);

/** The one thing this state asks for; null at the end of the road. */
export function primaryOf(document: Pick<OutgoingDocumentWire, 'state' | 'dispatches'>): Primary | null {
  if (document.state === 'issued' && waitingDispatch(document)) return 'wait';
  return PRIMARY[document.state] ?? null;
}

export function secondaryOf(document: Pick<OutgoingDocumentWire, 'state' | 'dispatches'>): readonly Secondary[] {
  const usual = SECONDARY[document.state];
  return waitingDispatch(document) ? ['cancel', ...usual] : usual;
}

/** Code of the reason why it is refused now; null when it is allowed. */
export function whyNot(document: Pick<OutgoingDocumentWire, 'can'>, act: Primary | Secondary): string | null {
  if (act === 'track') return null;
  const ruled =
    act === 'wait' || act === 'cancel' ? 'dispatch' : act in document.can ? (act as Act) : RULED_BY[act as Secondary];
  return ruled ? document.can[ruled].why : null;
}
