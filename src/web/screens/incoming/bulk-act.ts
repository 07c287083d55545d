/** What can be done to several documents at once: explicit acts of their own, never reading. */
export type BulkAct = 'acknowledge' | 'register';
