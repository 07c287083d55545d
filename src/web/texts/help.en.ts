import type { English } from './catalogue.ts';
import type { vi } from './help.vi.ts';

export const en: English<typeof vi> = {
  about: 'About this page',
  home_1:
    'The first page says what waits for you: incoming documents not opened, not acknowledged, due soon or overdue; sent documents that some units have not taken yet.',
  home_2: 'Press a line to get to it.',
  home_3: 'The numbers keep themselves up to date.',
  incoming_1:
    'Documents sent to your unit. Opening one tells the sender that it was opened; looking at the list does not.',
  incoming_2: 'The order of work: acknowledge → register → assign → finish. The main button is always the next step.',
  incoming_3:
    'Acknowledge on the day of arrival. Wrong unit or a missing file: refuse it (before it is registered) or return it (afterwards), with a reason.',
  incoming_4:
    'Without a connection you can still read documents opened before, and acknowledge: it waits to be sent, and the sender sees both when you pressed and when the service received it.',
  outgoing_1: 'Documents your unit writes and sends: drafts, waiting for approval, waiting for a number, sent.',
  outgoing_2: 'Each step is one person’s: the author submits, the leader approves, the clerk numbers and sends.',
  outgoing_3:
    'What has been sent cannot be changed. Mend a mistake with a document that replaces it, or withdraw it; units that have it keep it, with the withdrawal.',
  composer_1: 'Fill it in in the order of the paper: type, subject, signer, deadline, urgency. The draft saves itself.',
  composer_2:
    'Recipients: units, groups, or the whole block; each receives it to act, cooperate, report, know or file.',
  composer_3:
    'The checklist beside it says what is missing and who will receive it. Files have to be scanned before anything is sent.',
  tracking_1:
    'Each line is a unit: not opened, opened, acknowledged, registered, in progress, done; who, when, and how long is left.',
  tracking_2: 'Press a part of the bar to see only the units in that state.',
  tracking_3:
    'Each state is proven by a chained receipt that nobody can change, administrators included. Press a line to see it.',
  tracking_4: 'Units on paper or mail: the clerk enters the day and the proof.',
  registers_1:
    'The books of incoming and outgoing documents by year, in order of number. A number is never used twice; a voided one stays with its reason.',
  registers_2: 'Print or export a book with the buttons at the top.',
  mails_1:
    'Mail to old addresses: what still comes to the old inboxes after the cutover. The clerk registers it or says why it is no document.',
  mails_2:
    'Old mail: what lay in the inboxes before the cutover, to be searched and read. Accents are not needed; no receipt is claimed for it.',
  mails_3: 'The text of a mail is shown in a frame of its own: links and pictures from elsewhere do not work there.',
  administration_1:
    'People, posts and units from your unit downwards. Every administrative act is written into the log.',
  administration_2:
    'Somebody new: make the account, give a post, print the activation code. Nobody needs to know a password.',
  administration_3:
    'Somebody leaves: end the post, hand over open work, then lock the account. Nothing is deleted: what was done keeps the name of who did it.',
  readiness_1:
    'Each unit takes seven steps: listed, account issued, booked for training, trained, signed in, first document acknowledged, ready. Each counts when it has happened.',
  readiness_2: 'Press a step to see only the units that stand there. Press a phone number to call.',
  readiness_3:
    'A reminder is one mail to each unit about its own next step. Before it goes, the page says who gets it, who does not, and why.',
  handovers_1:
    'Whoever leaves hands posts, open work and drafts to a successor; what was done keeps the name of who did it.',
  handovers_2:
    'The successor looks at each piece and signs here. Only the successor can; administrators see who has signed.',
  handovers_3: 'A unit with nobody left receives nothing: give somebody a post there, then print a slip.',
  provisioning_1:
    'Import units and accounts from a file: every row is checked first and nothing is written; importing again writes only what differs.',
  provisioning_2: 'A list of accounts from a unit below is approved above before slips can be printed.',
  provisioning_3:
    'Declining takes a reason; the unit corrects the file, imports it again, and the level above approves it.',
  slips_1:
    'One paper slip for each person, with a code for one use. The code is on the slip only: nobody can look it up again, and printing anew voids the old one.',
  slips_2: 'The book says who handed which slip to whom, how and when; print it for signatures.',
  slips_3: 'A lost slip: print a new one. Given to the wrong person: void the code in the list of codes.',
  practising_1: 'The practice area is like the real one, but nothing in it is real: no register, no numbers, no mail.',
  practising_2: 'This page says which units have practised what, and who still should.',
  practising_3:
    'Starting all over removes every practice document and shows everybody out; what was practised stays known.',
  cutover_1:
    'How far the move from the old inboxes is: days left, where each unit stands, what is in the way and whom to call.',
  cutover_2:
    'Each old inbox goes its road: in use → both ways → frozen → copied → retired. A step that cannot be done says why.',
  cutover_3:
    'Copying only reads; nothing is deleted at the old server. Then every mail is compared; an inbox retires when they agree, or with a reason.',
  cutover_4:
    'Remind sends a mail to the old inboxes still in use, each once a day at most; it holds nothing of any document.',
  calendar_1: 'Deadlines are computed by this calendar. Edit a draft: nobody is affected until it is put in force.',
  calendar_2: 'Press a day to make it a holiday, a make-up day or as usual; "Try it" shows which deadlines would move.',
  calendar_3:
    'Running deadlines stay when the calendar changes. To move them too, recalculate; what each was before is kept.',
  training_1: 'Each unit sends exactly one person to one session. Choose one with room, or say which days suit.',
  training_2:
    'A full session can be waited for: when a place is free you get it and are told. Person and session can be changed until it begins.',
  training_3: 'The invitation has a QR code: print it or open it on a phone, and show it at the door.',
  training_4: 'Who arranges it: change sessions, assign the rest, enter lists, download attendance sheets.',
  door_1:
    'Scan the QR code of the invitation with the camera of the phone: this page opens with the name. Press "Here" when it is that person.',
  door_2: 'No code: type some letters of the unit or the person.',
  door_3: 'On a weak line press and keep the page open; it tries again. The wrong name can be undone for 15 minutes.',
  groups_1: 'Groups gather units that receive the same kind of documents.',
  groups_2:
    'Units may ask to join or leave; the owner of the group answers. Sent documents do not change with a group.',
  profile_1: 'Your own account: password, two-step sign-in, devices signed in, notifications, delegation while away.',
  profile_2:
    'Turn on notifications on this device to be told at once when a document arrives; you can acknowledge on the notification itself.',
  profile_3: 'A device you do not know: end its session, change the password, then turn on two-step sign-in.',
  profile_4: 'On a shared computer sign out when done; that deletes what was kept for reading without a connection.',
  other_1: 'Choose a page at the left (on a phone: at the bottom), or press Ctrl K and type a few letters.',
};
