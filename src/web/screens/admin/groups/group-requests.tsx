import { useState } from 'react';
import type { GroupRequestWire } from '../../../../groups/group-changes.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { MoreRows } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';

const TONES = { requested: 'orange', approved: 'green', refused: 'red', withdrawn: 'grey' } as const;

/** Of one group all requests; above the list of groups only those that wait for an answer. */
export function GroupRequests({ groupId }: { readonly groupId: string | null }) {
  const t = useTexts(adminGroupsTexts);
  const requests = useList<GroupRequestWire>(['groups', 'requests'], '/group-requests', {
    groupId,
    state: groupId ? null : 'requested',
  });
  if (requests.rows.length === 0) return null;
  return (
    <Part title={t('requests')}>
      <ul className="rows">
        {requests.rows.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
      <MoreRows list={requests} />
    </Part>
  );
}

function RequestRow({ request }: { readonly request: GroupRequestWire }) {
  const t = useTexts(adminGroupsTexts);
  const [refusing, setRefusing] = useState(false);
  const path = `/group-requests/${request.id}`;
  const name = request.unit.name;
  const approve = useAct({
    do: () => post(`${path}/approval`),
    touches: [['groups']],
    done: () => ({ text: t('answered', { name }) }),
  });
  const withdraw = useAct({
    do: () => post(`${path}/withdrawal`),
    touches: [['groups']],
    done: () => ({ text: t('withdrawn') }),
  });
  return (
    <li className="row">
      <span className="grows">
        <strong>{name}</strong> · {t(`kind_${request.kind}`)} · {request.group.name}
        <small className="quiet block">
          {request.reason} · {request.askedBy}, <When at={request.askedAt} />
        </small>
        {request.answer && <small className="quiet block">{request.answer}</small>}
      </span>
      <span className="line">
        {request.can.answer && (
          <>
            <Button busy={approve.pending} onClick={() => void approve.run()}>
              {t('approve')}
            </Button>
            <Button onClick={() => setRefusing(true)}>{t('refuse')}</Button>
          </>
        )}
        {request.can.withdraw && (
          <Button busy={withdraw.pending} onClick={() => void withdraw.run()}>
            {t('withdraw')}
          </Button>
        )}
        {!request.can.answer && <Mark tone={TONES[request.state]}>{t(`req_${request.state}`)}</Mark>}
      </span>
      {refusing && <Refuse request={request} onClose={() => setRefusing(false)} />}
    </li>
  );
}

function Refuse({ request, onClose }: { readonly request: GroupRequestWire; readonly onClose: () => void }) {
  const t = useTexts(adminGroupsTexts);
  const [reason, setReason] = useState('');
  const refuse = useAct({
    do: () => post(`/group-requests/${request.id}/refusal`, { reason }),
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t('answered', { name: request.unit.name }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('refuse')} onClose={onClose}>
      <Form onSubmit={() => void refuse.run()} problem={refuse.problem}>
        <TextArea
          label={t('reason')}
          error={refuse.fields['reason']}
          value={reason}
          onChange={setReason}
          required
          minLength={3}
          maxLength={1000}
        />
        <Button type="submit" kind="danger" busy={refuse.pending}>
          {t('refuse')}
        </Button>
      </Form>
    </Dialog>
  );
}
