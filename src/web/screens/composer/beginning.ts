import { useQuery } from '@tanstack/react-query';
import type { IncomingDocumentWire } from '../../../incoming/incoming.wire.ts';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { get } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import type { Beginning } from './desks.ts';
import { valuesOf } from './draft.ts';
import { lastSigner } from './last-signer.ts';

/** Units the person may write for. */
export function useOwnUnits(): readonly { readonly id: string; readonly name: string }[] {
  const { posts } = useWho();
  const staff = posts.filter(({ role }) => role !== 'admin');
  return [...new Map(staff.map(({ unitId, unitName }) => [unitId, { id: unitId, name: unitName }])).values()];
}

interface Begun {
  readonly data: Beginning | null;
  readonly error: unknown;
  retry(): unknown;
}

/** What a new document begins with: the signer of the last one, and what it answers or replaces. */
export function useBeginning(repliesTo: string | null, replaces: string | null): Begun {
  const [first] = useOwnUnits();
  const answered = useQuery({
    queryKey: ['incoming', repliesTo],
    queryFn: ({ signal }) => get<IncomingDocumentWire>(`/incoming-documents/${repliesTo}`, { signal }),
    enabled: repliesTo !== null,
  });
  const replaced = useQuery({
    queryKey: ['outgoing', replaces],
    queryFn: ({ signal }) => get<OutgoingDocumentWire>(`/outgoing-documents/${replaces}`, { signal }),
    enabled: replaces !== null,
  });
  const source = repliesTo ? answered : replaces ? replaced : null;
  const data = !source || source.data ? begin(first?.id ?? null, repliesTo, answered.data, replaced.data) : null;
  return { data, error: source?.error ?? null, retry: () => source?.refetch() };
}

function begin(
  first: string | null,
  repliesTo: string | null,
  answered: IncomingDocumentWire | undefined,
  replaced: OutgoingDocumentWire | undefined,
): Beginning {
  const unitId = answered?.unitId ?? replaced?.unitId ?? first;
  const signer = lastSigner(unitId);
  if (answered) {
    const { unitId: sender } = answered.sender;
    const recipients = sender ? [{ target: 'unit', unitId: sender, groupId: null, purpose: 'report' } as const] : [];
    return {
      unitId,
      repliesTo,
      values: { ...signer, recipients, subject: answered.subject ?? '', typeCode: 'bao_cao' },
    };
  }
  if (!replaced) return { unitId, repliesTo: null, values: signer };
  const relations = [{ documentId: replaced.id, relation: 'replaces' as const }];
  const recipients = replaced.dispatches.find((dispatch) => dispatch.sentAt)?.lines ?? replaced.recipients;
  const lines = recipients.map(({ target, unitId: at, groupId, purpose }) => ({
    target,
    unitId: at,
    groupId,
    purpose,
  }));
  return { unitId, repliesTo: null, values: { ...valuesOf(replaced), relations, recipients: lines, files: [] } };
}
