// The same work by e-mail and by this service, measured in turn: `npm run bench:mail -- [--quick] [--json FILE]`.
// Needs root and the packages postfix, dovecot-imapd, dovecot-lmtpd (Debian); see mail/server.mjs for how they are set up.
import { rows } from './mail/rows.mjs';
import { runRows } from './report.mjs';

await runRows(rows);
