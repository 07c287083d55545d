import { useDeferredValue, useEffect, useId, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UnitPageWire, UnitWire } from '../../../../units/unit.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Field } from '../../../ui/fields.tsx';

interface SenderProps {
  /** Unit id; empty: any. */
  readonly value: string;
  readonly onChange: (unitId: string) => void;
  /** Something is typed that is no unit. */
  readonly onUnknown: (unknown: boolean) => void;
}

/** A unit by a few letters of its name, accents or not: the browser's own suggestions. */
export function SenderField({ value, onChange, onUnknown }: SenderProps) {
  const t = useTexts(workTexts);
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = useQuery({
    queryKey: ['unit', value],
    queryFn: ({ signal }) => get<UnitWire>(`/units/${value}`, { signal }),
    enabled: value !== '',
  });
  const wanted = useDeferredValue(typed?.trim() ?? '');
  const found = useQuery({
    queryKey: ['units', wanted],
    queryFn: ({ signal }) => get<UnitPageWire>('/units', { query: { q: wanted, limit: 20 }, signal }),
    enabled: wanted.length >= 2,
    placeholderData: keepPreviousData,
  });
  const shown = typed ?? chosen.data?.name ?? '';
  const match = found.data?.items.find(({ name }) => name === typed?.trim());
  const unknown = Boolean(typed?.trim()) && !match && !found.isFetching;
  useEffect(() => {
    onUnknown(Boolean(typed?.trim()) && !match);
  }, [typed, match, onUnknown]);
  useEffect(() => {
    if (match) onChange(match.id);
    // oxlint-disable-next-line react/exhaustive-deps -- what is chosen changes with the match alone
  }, [match?.id]);
  return (
    <Field
      label={t('sender')}
      hint={t('senderHint')}
      error={unknown && found.data?.items.length === 0 ? t('senderUnknown') : null}
    >
      {(wired) => (
        <>
          <input
            className="input"
            {...wired}
            list={list}
            autoComplete="off"
            value={shown}
            onChange={({ target }) => {
              setTyped(target.value);
              if (value) onChange('');
            }}
          />
          <datalist id={list}>
            {found.data?.items.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
