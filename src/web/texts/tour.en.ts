import type { English } from './catalogue.ts';
import type { vi } from './tour.vi.ts';

export const en: English<typeof vi> = {
  title: 'Step-by-step tour',
  count: 'Step {step} of {count}',
  next: 'Next',
  back: 'Back',
  finish: 'Done',
  close: 'Close the tour',
  home: 'This is the overview: what waits for you comes first. The right and left arrow keys go on and back, Esc closes.',
  clerkIncoming:
    'Incoming: open a document, press "Acknowledge", then register it to give it its number. The sender sees each step at once.',
  clerkOutgoing: 'Outgoing: write and submit for approval; once approved, issue it to give it a number, then send it.',
  clerkRegisters: 'Registers: the books of outgoing and incoming documents, to print and to export.',
  leaderIncoming: 'Incoming: read, acknowledge, and assign the work once the clerk has registered it.',
  leaderOutgoing: 'Outgoing: drafts wait here for approval. Approve, or send back with a reason.',
  memberIncoming: 'Incoming: the documents of your unit and the work given to you.',
  memberOutgoing: 'Outgoing: write drafts and submit them.',
  tracking: 'Tracking: which unit has opened, acknowledged or registered it, and who is late.',
  adminPeople: 'People & units: make units and accounts, hand out activation codes.',
  adminAudit: 'The log: who did what, and when.',
  help: 'Help for each page is here. Start this tour again from it whenever you like.',
};
