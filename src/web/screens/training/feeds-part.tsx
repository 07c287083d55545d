import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { MadeFeedWire, TrainingFeedWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { ConfirmConsequence, Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { SecretOnce } from '../admin/more/secret-once.tsx';

const key = (weekId: string) => ['training-feeds', weekId] as const;

/** Addresses for calendar programs: shown once, revoked when they got out. */
export function FeedsPart({ week }: { readonly week: TrainingWeekWire }) {
  const t = useTexts(trainingTexts);
  const [makes, setMakes] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const feeds = useList<TrainingFeedWire>(key(week.id), `/training-weeks/${week.id}/feeds`);
  return (
    <section className="training-card stack" aria-label={t('feeds')}>
      <div className="line spread">
        <h2>{t('feeds')}</h2>
        <Button icon={<Plus size={18} aria-hidden />} onClick={() => setMakes(true)}>
          {t('newFeed')}
        </Button>
      </div>
      <p className="quiet">{t('feedsText')}</p>
      {feeds.isPending && <Skeletons rows={1} />}
      {feeds.isError && !feeds.data && <ErrorState error={feeds.error} onRetry={() => void feeds.refetch()} />}
      {feeds.isSuccess && feeds.rows.length === 0 && <p>{t('feedsNone')}</p>}
      <ul className="rows">
        {feeds.rows.map((feed) => (
          <Feed key={feed.id} feed={feed} weekId={week.id} />
        ))}
      </ul>
      <MoreRows list={feeds} />
      {makes && (
        <NewFeed
          week={week}
          onClose={() => setMakes(false)}
          onMade={(made) => {
            setMakes(false);
            setUrl(made.url);
          }}
        />
      )}
      {url && <SecretOnce title={t('feedSecret')} secret={url} onClose={() => setUrl(null)} />}
    </section>
  );
}

function Feed({ feed, weekId }: { readonly feed: TrainingFeedWire; readonly weekId: string }) {
  const t = useTexts(trainingTexts);
  const [asks, setAsks] = useState(false);
  const { id, trainer, madeByName, madeAt, revokedAt } = feed;
  const act = useAct({
    do: (_: void, call) => post(`/training-feeds/${id}/revocation`, {}, call),
    touches: [key(weekId)],
    done: () => {
      setAsks(false);
      return { text: t('revoked') };
    },
  });
  return (
    <li className="row training-row">
      <div className="grow">
        <strong>{trainer ?? t('feedAll')}</strong>
        <p className="small quiet">
          {t('madeBy', { name: madeByName })}, <When at={madeAt} />
        </p>
      </div>
      <div className="line">
        <Mark tone={revokedAt ? 'grey' : 'green'}>{t(revokedAt ? 'feedRevoked' : 'feedOn')}</Mark>
        {!revokedAt && <Button onClick={() => setAsks(true)}>{t('revoke')}</Button>}
      </div>
      {asks && (
        <ConfirmConsequence
          title={t('revoke')}
          action={t('revoke')}
          danger
          busy={act.pending}
          onConfirm={() => void act.run()}
          onClose={() => setAsks(false)}
        >
          <p>{t('revokeText')}</p>
        </ConfirmConsequence>
      )}
    </li>
  );
}

interface NewFeedProps {
  readonly week: TrainingWeekWire;
  readonly onClose: () => void;
  readonly onMade: (made: MadeFeedWire) => void;
}

function NewFeed({ week, onClose, onMade }: NewFeedProps) {
  const t = useTexts(trainingTexts);
  const [trainer, setTrainer] = useState('');
  const act = useAct({
    do: (_: void, call) =>
      post<MadeFeedWire>(`/training-weeks/${week.id}/feeds`, { trainer: trainer.trim() || null }, call),
    touches: [key(week.id)],
    done: onMade,
    errors: 'field',
  });
  return (
    <Dialog title={t('newFeed')} onClose={onClose}>
      <Form onSubmit={() => void act.run()} problem={act.problem}>
        <TextField
          label={t('feedTrainer')}
          hint={t('feedTrainerHint')}
          error={act.fields['trainer']}
          value={trainer}
          onChange={setTrainer}
          required={false}
          maxLength={200}
        />
        <Button type="submit" kind="primary" busy={act.pending}>
          {t('newFeed')}
        </Button>
      </Form>
    </Dialog>
  );
}
