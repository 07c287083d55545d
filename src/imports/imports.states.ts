/** A file is read and checked, looked at by a person, and then applied or not. `unreadable`, `applied` and `cancelled` are ends. */
export const IMPORT_STATES = ['checking', 'unreadable', 'checked', 'applying', 'applied', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What a check is busy with; `done` from its end on. */
export const PHASES = ['reading', 'checking', 'done'] as const;
export type Phase = (typeof PHASES)[number];

export const canApply = (state: ImportState): boolean => state === 'checked';

export const canCancel = (state: ImportState): boolean => state === 'checking' || state === 'checked';
