import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { ProblemNote } from './conditions.tsx';

interface FormProps {
  readonly onSubmit: () => void;
  /** Of the act: shown below the fields; the first refused field gets the focus. */
  readonly problem?: ApiProblem | null;
  /** It is told beside a field already. */
  readonly beside?: boolean;
  readonly children: ReactNode;
  readonly label?: string;
}

/** A form that says what is wrong where it is wrong. Empty required fields are the browser's to tell. */
export function Form({ onSubmit, problem, beside, children, label }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problem]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={form} className="form" onSubmit={submit} aria-label={label}>
      {children}
      {problem && !beside && <ProblemNote problem={problem} />}
    </form>
  );
}
