import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { TextField } from '../../ui/fields.tsx';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
}

type TextName = 'signerCapacity' | 'signerName' | 'signerTitle' | 'pageCount' | 'copyCount' | 'note' | 'summary';

/** What the service said about a field; in the form it has another name than in the body for some. */
export const problemAt = ({ problem }: DeskState, name: string): string | undefined => problem?.fields[name];

/** One line of text of the draft. */
export function DraftText({ desk, state, name, ...rest }: Props & { readonly name: TextName; readonly list?: string }) {
  const t = useTexts(composerTexts);
  const isCount = name === 'pageCount' || name === 'copyCount';
  const isBad = isCount && !/^\d*$/.test(state.values[name].trim());
  return (
    <TextField
      label={t(name)}
      value={state.values[name]}
      maxLength={name === 'note' ? 500 : 100}
      error={isBad ? t('digitsOnly') : problemAt(state, name)}
      {...(isCount && { inputMode: 'numeric' as const })}
      {...rest}
      onChange={(text) => desk.change({ [name]: text })}
    />
  );
}
