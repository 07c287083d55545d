import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { SelectField, TextField } from '../../../ui/fields.tsx';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { ROLES } from '../parts/values.ts';

export interface TypedPost {
  readonly unit: Picked | null;
  readonly role: (typeof ROLES)[number];
  readonly title: string;
}

interface PostFieldsProps {
  readonly typed: TypedPost;
  readonly set: (part: Partial<TypedPost>) => void;
  readonly fields: Readonly<Record<string, string>>;
  /** Before the names of the fields in the answer: `posts.0.`. */
  readonly path?: string;
}

/** Unit, role and title of a post. The title follows the role until somebody types another. */
export function PostFields({ typed, set, fields, path = '' }: PostFieldsProps) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const usual = new Set(ROLES.map((role) => w(`role_${role}`)));
  const choose = (role: TypedPost['role']): void =>
    set({ role, ...((typed.title === '' || usual.has(typed.title)) && { title: w(`role_${role}`) }) });
  return (
    <>
      <Picker
        label={t('unit')}
        error={fields[`${path}unitId`]}
        value={typed.unit}
        onChange={(unit) => set({ unit })}
        search={findUnits}
        searchKey="units"
        required
      />
      <div className="two">
        <SelectField
          label={t('role')}
          error={fields[`${path}role`]}
          value={typed.role}
          onChange={choose}
          options={ROLES.map((value) => ({ value, label: w(`role_${value}`) }))}
        />
        <TextField
          label={t('postTitle')}
          hint={t('postTitleHint')}
          error={fields[`${path}title`]}
          value={typed.title}
          onChange={(title) => set({ title })}
          required
          maxLength={200}
        />
      </div>
      <p className="field-hint">{t('roleHint')}</p>
    </>
  );
}
