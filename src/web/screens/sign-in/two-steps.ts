import { useState } from 'react';
import { useAct, type Act } from '../../api/act.ts';

export interface TwoSteps extends Omit<Act<string | undefined, void>, 'run'> {
  /** The password was right, and the account has a second factor. */
  readonly needsCode: boolean;
  run(code?: string): Promise<unknown>;
  /** Back to the password. */
  readonly restart: () => void;
}

const NEEDED = 'accounts.second-factor-needed';
const WRONG = 'accounts.wrong-second-factor';

/** Password first; the code only from those who have a second factor. @param send the call, with the code when there is one */
export function useTwoSteps(send: (code: string | undefined) => Promise<void>): TwoSteps {
  const [needsCode, setNeedsCode] = useState(false);
  const act = useAct<string | undefined, void>({
    do: async (code) => {
      try {
        await send(code);
      } catch (error) {
        const { code: refusal } = error as { code?: string };
        // A wrong password in the second step is told in the first.
        setNeedsCode(
          refusal === NEEDED || refusal === WRONG || (needsCode && refusal !== 'accounts.wrong-credentials'),
        );
        throw error;
      }
    },
    errors: 'field',
  });
  const { problem } = act;
  return {
    ...act,
    needsCode,
    // That a code is needed is no error: it is the next step.
    problem: problem?.code === NEEDED ? null : problem,
    run: (code) => act.run(code),
    restart: () => {
      setNeedsCode(false);
      act.reset();
    },
  };
}
