import { useState } from 'react';
import { useAct } from '../api/act.ts';
import { PRACTICE } from '../api/area.ts';
import { useTexts } from '../texts/catalogue.ts';
import { practiceTexts } from '../texts/practice.vi.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/fields.tsx';
import { Form } from '../ui/form.tsx';
import { Entrance } from '../screens/sign-in/entrance.tsx';
import { enterPractice, lastRole, type Role } from './practice-calls.ts';

/** Before one is in the practice area, and again after it has been started over: nobody types a password here. */
export function PracticeEntrance() {
  const t = useTexts(practiceTexts);
  const [role, setRole] = useState<Role>(lastRole);
  const entering = useAct({
    do: () => enterPractice(role),
    done: () => location.assign(`${PRACTICE}/`),
    errors: 'field',
  });
  return (
    <Entrance title={t('title')} below={<a href="/">{t('toReal')}</a>}>
      <p>{t('intro')}</p>
      <Form onSubmit={() => void entering.run()} problem={entering.problem}>
        <Choice
          label={t('role')}
          value={role}
          onChange={setRole}
          options={[
            { value: 'clerk', label: t('roleClerk') },
            { value: 'leader', label: t('roleLeader') },
            { value: 'office', label: t('roleOffice') },
          ]}
        />
        {entering.problem?.status === 401 && <p>{t('realSession')}</p>}
        <Button type="submit" kind="primary" wide busy={entering.pending}>
          {t('enter')}
        </Button>
      </Form>
    </Entrance>
  );
}
